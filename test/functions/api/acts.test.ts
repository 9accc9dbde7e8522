import { describe, expect, it } from 'vitest';
import { endOf, startOf } from '../../../domain/shanghai-day.ts';
import { sweep } from '../../../functions/sweep/handler.ts';
import { signal } from '../../domain/signals.ts';
import { NOW } from '../../factories.ts';
import {
  agent,
  countyStaff,
  JICHUAN,
  MAYING,
  makeHub,
  makeRecord,
  onRoster,
  raise,
  stayIn,
  townshipStaff,
} from './hub.ts';

const VISIT = {
  visitedAt: '2026-11-05T09:30:00+08:00',
  met: 'self',
  findings: '独居,刚出院,没有人照料',
  needs: ['care'],
} as const;
const HOUR = 3_600_000;
const jichuanStaff = { role: 'township', division: JICHUAN } as const;
const ill = (person: string) =>
  signal(
    'chronic-disease',
    { on: '2026-11-04', seriousness: 'serious' },
    { person, department: 'health', storedAt: NOW },
  );

function acting(hub: ReturnType<typeof makeHub>, id = 'h-1.1') {
  return (act: string, body: object, as: Parameters<typeof hub.ask>[2] = {}) =>
    hub.ask('POST', `/v1/warnings/${id}/${act}`, { as: countyStaff, body, ...as });
}
const give = { to: JICHUAN, reason: '人住在鸡川镇亲戚家' };
const latest = async (hub: ReturnType<typeof makeHub>) => hub.stores.warnings.latest('h-1');
const told = async (hub: ReturnType<typeof makeHub>) =>
  (await hub.stores.notices.of('h-1')).map(({ kind, channel, audience, reason }) => [
    kind,
    channel,
    audience.to === 'office' ? audience.office : '',
    reason,
  ]);

async function raised() {
  const hub = makeHub();
  await raise(hub, 1);
  return { hub, act: acting(hub) };
}

describe('giving a warning to somebody else', () => {
  it('tells the new office at once and the old one in the morning, with history from where to where', async () => {
    const { hub, act } = await raised();
    await act('accept', { version: 1 }, { as: townshipStaff });
    const given = await act('reassign', { ...give, version: 2 });
    expect(given).toMatchObject({
      status: 200,
      body: { status: 'raised', version: 3, dueAt: '2026-11-18T00:00:00+08:00' },
    });
    expect(await told(hub)).toEqual(
      expect.arrayContaining([
        ['warning-raised', 'sms', `township-${JICHUAN}`, '转派,转来'],
        ['handed-over', 'digest', `township-${MAYING}`, '转派,转出'],
      ]),
    );
    const [entry] = (await hub.stores.warnings.history('h-1', 1)).slice(-1);
    expect(entry).toMatchObject({
      change: 'reassigned',
      by: 's-county',
      detail: '转派:由马营镇民政办转到鸡川镇民政办办理。原因:人住在鸡川镇亲戚家',
    });
    const { body } = await hub.ask('GET', '/v1/warnings/h-1.1', { as: jichuanStaff });
    expect(body).toMatchObject({ division: JICHUAN, office: { id: `township-${JICHUAN}` } });
    expect(body.deadlines.visit.why).toContain('由马营镇民政办转到鸡川镇民政办,期限不变');
    expect(body.steps[0].office.id).toBe(`township-${JICHUAN}`);
    expect((await hub.ask('GET', '/v1/warnings/h-1.1', { as: townshipStaff })).status).toBe(404);
    expect((await hub.ask('GET', '/v1/warnings', { as: jichuanStaff })).body.items).toHaveLength(1);
    expect((await hub.ask('GET', '/v1/warnings', { as: townshipStaff })).body.items).toEqual([]);
  });

  it('is not undone by a later re-score, and ends when the family really moves', async () => {
    const { hub, act } = await raised();
    await act('reassign', { ...give, version: 1 });
    await hub.stores.signals.record([{ signal: ill('p-1'), township: MAYING }]);
    await hub.assess('h-1');
    expect(await latest(hub)).toMatchObject({ township: JICHUAN, score: 50, peakLevel: 'yellow' });
    await hub.assess('h-1');
    expect((await latest(hub))?.version).toBe(3);
    const [person] = (await hub.stores.people.get(['p-1'])).values();
    if (!person) throw new Error('nobody there');
    await hub.stores.people.update({ ...person, version: 2, residence: { value: '621121100', at: NOW } }, person);
    await hub.assess('h-1');
    const moved = await latest(hub);
    expect(moved).toMatchObject({ township: '621121100', office: 'township-621121100' });
    expect(moved?.assigned).toBeUndefined();
  });

  it('gives one that is listed to the county to a township, and keeps it there', async () => {
    const hub = makeHub();
    await raise(hub, 1, '621121000');
    expect(await latest(hub)).toMatchObject({ township: '621121000', office: 'county-621121' });
    const given = await acting(hub)('reassign', { to: `township-${MAYING}`, reason: '核实住在马营镇', version: 1 });
    expect(given.status).toBe(200);
    await hub.assess('h-1');
    expect(await latest(hub)).toMatchObject({ township: MAYING, assigned: { routed: '621121000' } });
  });

  it.each([
    ['a township to a neighbour', townshipStaff, JICHUAN, 422],
    ['a township to the county above it', townshipStaff, 'county-621121', 200],
    ['a county to a township of another county', countyStaff, '621122105', 422],
    ['a county to the prefecture that serves the place', countyStaff, 'prefecture-6211', 200],
    ['a county to nobody', countyStaff, 'township-999', 422],
    ['a county to a place that is not there', countyStaff, '621121999', 422],
    ['a county to who has it', countyStaff, MAYING, 422],
    ['a village worker', { role: 'village', division: MAYING } as const, 'county-621121', 403],
    ['an auditor', { role: 'auditor', division: '621121' } as const, JICHUAN, 403],
  ])('%s', async (_, as, to, status) => {
    const { act } = await raised();
    expect((await act('reassign', { to, reason: '请代办', version: 1 }, { as })).status).toBe(status);
  });

  it('takes what the former office did before it knew, and nothing else of it', async () => {
    const { act } = await raised();
    await act('reassign', { ...give, version: 1 });
    expect((await act('accept', { version: 1 }, { as: townshipStaff })).status).toBe(404);
    expect((await act('visit', { ...VISIT, version: 2 }, { as: townshipStaff })).status).toBe(404);
    const late = await act('visit', { ...VISIT, version: 1 }, { as: townshipStaff });
    expect(late).toMatchObject({ status: 200, body: { status: 'visited', version: 3 } });
  });

  it('of one that was visited asks the new office for feedback, and keeps the visit', async () => {
    const { hub, act } = await raised();
    await act('visit', { ...VISIT, version: 1 });
    await act('reassign', { ...give, version: 2 });
    expect(await told(hub)).toEqual(
      expect.arrayContaining([['taken-over', 'sms', `township-${JICHUAN}`, '转派,转来']]),
    );
    expect(await latest(hub)).toMatchObject({ status: 'visited', visits: [{ findings: VISIT.findings }] });
  });

  it('the same request again changes nothing, also for who sees it no longer', async () => {
    const { hub, act } = await raised();
    const asking = { as: townshipStaff, headers: { 'idempotency-key': 'desk-7' } };
    const body = { to: 'county-621121', reason: '请县里代办', version: 1 };
    const first = await act('reassign', body, asking);
    const again = await act('reassign', body, asking);
    expect([first.status, again.status, again.body.version]).toEqual([200, 200, 2]);
    expect(await hub.stores.warnings.history('h-1', 1)).toHaveLength(2);
    const other = await act('reassign', { ...body, reason: '别的原因' }, asking);
    expect(other).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Idempotency-Key') } });
  });
});

describe('extending', () => {
  const extend = { workdays: 2, reason: '大雪封路', approver: '王主任' };
  it('is the county’s to do, counted, and told with why', async () => {
    const { hub, act } = await raised();
    expect((await act('extend', { ...extend, version: 1 }, { as: townshipStaff })).status).toBe(403);
    const done = await act('extend', { ...extend, version: 1 });
    expect(done.body).toMatchObject({ version: 2, dueAt: '2026-11-20T00:00:00+08:00' });
    const { body } = await hub.ask('GET', '/v1/warnings/h-1.1', { as: townshipStaff });
    expect(body.deadlines.visit.why).toContain('经王主任批准延长2个工作日,到11月19日24时');
    expect(await hub.stores.counters.read(MAYING, '2026-11-05', '2026-11-05')).toMatchObject({ 'extended#blue': 1 });
  });

  it.each([
    ['none', 0],
    ['too many', 11],
    ['half a day', 1.5],
  ])('by %s is refused by name', async (_, workdays) => {
    const { act } = await raised();
    const { status, body } = await act('extend', { ...extend, workdays, version: 1 });
    expect([status, body.errors[0].path]).toEqual([422, 'workdays']);
  });

  it('does not make a visit or a finish stale that was made on the version before', async () => {
    const { act } = await raised();
    await act('extend', { ...extend, version: 1 });
    const done = await act('finish', { ...VISIT, outcome: 'applying', version: 1 }, { as: townshipStaff });
    expect(done).toMatchObject({ status: 200, body: { status: 'resolved' } });
  });
});

describe('pausing', () => {
  const friday = startOf('2026-11-13') + 10 * HOUR;
  const monday = startOf('2026-11-16') + 10 * HOUR;

  it('W7 from Friday to Monday costs no hour', async () => {
    const { hub, act } = await raised();
    hub.clock.at = friday;
    const still = await act('pause', { reason: '全家去兰州看病', version: 1 }, { as: townshipStaff });
    expect(still.body).toMatchObject({ status: 'raised', paused: true, version: 2 });
    expect(still.body.openActs).toEqual(['accept', 'visit', 'finish', 'reassign', 'resume']);
    const view = (await hub.ask('GET', '/v1/warnings/h-1.1', { as: countyStaff })).body;
    expect(view).toMatchObject({
      paused: true,
      overdue: false,
      pause: { since: '2026-11-13T10:00:00+08:00', until: '2026-12-14T00:00:00+08:00', reason: '全家去兰州看病' },
    });
    hub.clock.at = monday;
    const on = await act('resume', { version: 2 }, { as: townshipStaff });
    expect(on.body).toMatchObject({ paused: false, version: 3, dueAt: '2026-11-19T00:00:00+08:00' });
  });

  it('ends by itself at the instant that was said, and nobody was urged meanwhile', async () => {
    const { hub, act } = await raised();
    const ports = { ...hub.ports, ...hub.stores, sms: { send: async () => undefined } };
    const run = () => sweep(ports)();
    hub.clock.at = friday;
    await act('pause', { reason: '全家外出', until: '2026-12-01T08:00:00+08:00', version: 1 });
    const until = Date.parse('2026-12-01T08:00:00+08:00');
    for (hub.clock.at = monday; hub.clock.at < until; hub.clock.at += 24 * HOUR) await run();
    hub.clock.at = until - 1;
    await run();
    expect(await latest(hub)).toMatchObject({ paused: true, version: 2 });
    expect((await told(hub)).map(([kind]) => kind)).toEqual(['warning-raised']);
    hub.clock.at = until + 5 * 60_000;
    await run();
    // 62 hours were left on Friday: 16 of Tuesday, 24 of Wednesday, 22 of Thursday.
    expect(await latest(hub)).toMatchObject({ paused: false, version: 3, dueAt: startOf('2026-12-03') + 22 * HOUR });
    hub.clock.at = startOf('2026-12-03') + 22 * HOUR;
    await run();
    expect((await told(hub)).map(([kind]) => kind)).toContain('urge');
  });

  it.each([
    ['in the past', '2026-11-13T10:00:00+08:00', '要晚于现在'],
    ['in half a year', '2027-05-01T08:00:00+08:00', '最多暂停90天'],
  ])('until %s is refused', async (_, until, why) => {
    const { hub, act } = await raised();
    hub.clock.at = friday;
    const { status, body } = await act('pause', { reason: '外出', until, version: 1 });
    expect([status, body.errors]).toEqual([
      422,
      [{ path: 'until', code: 'invalid', message: expect.stringContaining(why) }],
    ]);
  });

  it('twice, or going on where nothing stands, is 409 with what is open', async () => {
    const { act } = await raised();
    expect(await act('resume', { version: 1 })).toMatchObject({
      status: 409,
      body: { openActs: ['accept', 'visit', 'finish', 'reassign', 'extend', 'pause'] },
    });
    await act('pause', { reason: '外出', version: 1 });
    for (const [name, body] of [
      ['pause', { reason: '外出' }],
      ['extend', { workdays: 1, reason: '外出', approver: '王主任' }],
    ] as const)
      expect(await act(name, { ...body, version: 2 })).toMatchObject({
        status: 409,
        body: { openActs: ['accept', 'visit', 'finish', 'reassign', 'resume'] },
      });
  });
});

describe('a visit filed late', () => {
  it('is taken whatever the office did meanwhile', async () => {
    const { hub, act } = await raised();
    await act('accept', { version: 1 }, { as: townshipStaff });
    await act('extend', { workdays: 1, reason: '断路', approver: '王主任', version: 2 });
    await act('pause', { reason: '外出', version: 3 });
    await act('resume', { version: 4 });
    await act('reassign', { ...give, version: 5 });
    await hub.stores.signals.record([{ signal: ill('p-1'), township: MAYING }]);
    await hub.assess('h-1');
    const late = await act('visit', { ...VISIT, version: 1 }, { as: townshipStaff });
    expect(late).toMatchObject({ status: 200, body: { status: 'visited', version: 8 } });
  });

  it('for a warning that was withdrawn is not lost: the answer says what happened, and what to do with it', async () => {
    const { hub, act } = await raised();
    const reason = (await hub.stores.signals.of(['p-1'])).get('p-1')?.find(({ kind }) => kind === 'hospitalization');
    if (!reason) throw new Error('no reason there');
    await hub.stores.signals.markRetracted(reason);
    await hub.assess('h-1');
    const late = await act('visit', { ...VISIT, version: 1 }, { as: townshipStaff });
    expect(late).toMatchObject({ status: 409, body: { status: 409, standing: 'withdrawn', openActs: [] } });
    expect(late.body.detail).toBe(
      '这条预警11月5日已撤销:报送部门撤回了预警原因;这一户现在没有在办的预警;有新情况请作为主动反映上报',
    );
    await hub.stores.signals.record([{ signal: ill('p-1'), township: MAYING }]);
    await hub.assess('h-1');
    const next = await latest(hub);
    const again = await act('visit', { ...VISIT, version: 1 }, { as: townshipStaff });
    expect(again.body).toMatchObject({ openWarning: { id: 'h-1.2', number: next?.number } });
    expect(again.body.detail).toContain(`请登记到 ${next?.number}`);
  });

  it('for a warning that the household’s absorbed names the household’s', async () => {
    const hub = makeHub();
    const { household: _none, ...alone } = makeRecord(2, MAYING);
    await hub.settle(alone, [onRoster('p-2'), stayIn('p-2')]);
    await hub.assess('p-2');
    const own = await hub.stores.warnings.latest('p-2');
    if (!own) throw new Error('nothing was raised');
    await raise(hub, 1);
    const into = await latest(hub);
    if (!into) throw new Error('nothing was raised');
    await hub.stores.warnings.commit({
      warning: { ...into, version: 2 },
      expected: 1,
      history: { ...historyEntry, subject: 'h-1', version: 2, change: 'rescored' },
      notices: [],
      counts: {},
      day: '2026-11-05',
      absorbs: {
        warning: { ...own, version: 2, status: 'merged', closedAt: NOW },
        expected: 1,
        history: { ...historyEntry, subject: 'p-2', version: 2, change: 'merged', detail: `并入 ${into.number}` },
      },
    });
    const late = await acting(hub, 'p-2.1')('visit', { ...VISIT, version: 1 }, { as: townshipStaff });
    expect(late).toMatchObject({
      status: 409,
      body: { status: 409, standing: 'merged', openWarning: { id: 'h-1.1', number: into.number } },
    });
    expect(late.body.detail).toBe(`这条预警11月5日已合并:并入 ${into.number};请登记到 ${into.number}`);
  });
});

const historyEntry = { cycle: 1, at: NOW, by: 'hub', score: 20, profileVersion: 'v1' };

describe('reopening', () => {
  async function resolved() {
    const { hub, act } = await raised();
    await act('finish', { ...VISIT, outcome: 'not-eligible', version: 1 }, { as: townshipStaff });
    return { hub, act };
  }
  const reason = '家属反映没有人上门';

  it('opens a new cycle with the reasons of the old, which stays as it is', async () => {
    const { hub, act } = await resolved();
    const before = await hub.stores.warnings.get('h-1', 1);
    hub.clock.at = NOW + 24 * HOUR;
    const anew = await act('reopen', { reason, version: 2 });
    expect(anew).toMatchObject({
      status: 200,
      body: { id: 'h-1.2', status: 'raised', version: 1, dueAt: '2026-11-19T00:00:00+08:00' },
    });
    expect(await hub.stores.warnings.get('h-1', 1)).toEqual(before);
    const { body } = await hub.ask('GET', '/v1/warnings/h-1.2', { as: townshipStaff });
    expect(body).toMatchObject({
      reopens: before?.number,
      factors: [{ indicator: 'hospitalised' }],
      history: [{ change: 'reopened', by: 's-county', detail: `重新办理 ${before?.number}。原因:${reason}` }],
      notices: [{ kind: 'warning-raised', reason: '重新办理' }],
    });
    expect(await hub.stores.counters.read(MAYING, '2026-11-06', '2026-11-06')).toEqual({ 'reopened#blue': 1 });
    await hub.assess('h-1');
    expect((await latest(hub))?.status).toBe('raised');
  });

  it('is not for the township, and not for an auditor', async () => {
    const { act } = await resolved();
    for (const role of ['township', 'auditor', 'hotline', 'village'] as const)
      expect((await act('reopen', { reason, version: 2 }, { as: { role, division: MAYING } })).status).toBe(403);
  });

  it('where one is open is 409 and names it', async () => {
    const { act } = await resolved();
    const anew = await act('reopen', { reason, version: 2 });
    expect(await act('reopen', { reason, version: 2 })).toMatchObject({
      status: 409,
      body: { openWarning: { id: 'h-1.2', number: anew.body.number } },
    });
  });

  it('by two at once opens one', async () => {
    const { hub, act } = await resolved();
    const answers = await Promise.all([act('reopen', { reason, version: 2 }), act('reopen', { reason, version: 2 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await hub.stores.warnings.all('h-1')).toHaveLength(2);
  });

  it('the same request again answers the same new warning', async () => {
    const { act } = await resolved();
    const asking = { headers: { 'idempotency-key': 'desk-1' } };
    const first = await act('reopen', { reason, version: 2 }, asking);
    expect((await act('reopen', { reason, version: 2 }, asking)).body).toEqual(first.body);
  });

  it('of one that is still open is refused', async () => {
    const { act } = await raised();
    expect((await act('reopen', { reason, version: 1 })).status).toBe(409);
  });
});

describe('aid that comes later', () => {
  const grant = (on: string, more: object = {}, base: object = {}) =>
    signal(
      'benefit-granted',
      {
        on,
        grant: `G-${on}`,
        household: true,
        programme: '临时救助',
        aidType: 'emergency',
        amount: 120_000,
        status: 'granted',
        reimbursement: false,
        ...more,
      },
      { person: 'p-1', department: 'civil-affairs', ...base },
    );

  it('stands with the warning that led to it, until the next one', async () => {
    const { hub, act } = await raised();
    await act('finish', { ...VISIT, outcome: 'applying', version: 1 });
    await hub.stores.signals.record(
      [
        grant('2026-11-04'),
        grant('2026-11-05'),
        grant('2026-11-12', { grant: 'G-2' }),
        grant('2026-11-12', { grant: 'G-2', status: 'paid' }, { time: NOW + 30 * 24 * HOUR }),
        grant('2026-11-13', { reimbursement: true }),
        grant('2026-11-14', {}, { retracted: true }),
        grant('2026-12-01', { amount: undefined, inKind: '棉被2床' }),
      ].map((each) => ({ signal: each, township: MAYING })),
    );
    const aid = async (id: string, as = townshipStaff) => (await hub.ask('GET', `/v1/warnings/${id}`, { as })).body.aid;
    const department = '民政';
    expect(await aid('h-1.1')).toEqual([
      { on: '2026-11-05', programme: '临时救助', department, amount: '1200.00', status: 'granted' },
      { on: '2026-11-12', programme: '临时救助', department, amount: '1200.00', status: 'paid' },
      { on: '2026-12-01', programme: '临时救助', department, status: 'granted' },
    ]);
    hub.clock.at = startOf('2026-11-20');
    await act('reopen', { reason: '还有困难', version: 2 });
    expect((await aid('h-1.1')).map(({ on }: { on: string }) => on)).toEqual(['2026-11-05', '2026-11-12']);
    expect((await aid('h-1.2')).map(({ on }: { on: string }) => on)).toEqual(['2026-12-01']);
    expect((await hub.ask('GET', '/v1/warnings/h-1.1', { as: agent })).body.aid).toEqual([]);
  });
});

it('a late deadline is counted from today when it is extended', async () => {
  const { hub, act } = await raised();
  hub.clock.at = startOf('2026-11-20') + 10 * HOUR;
  const done = await act('extend', { workdays: 1, reason: '断路', approver: '王主任', version: 1 });
  expect(Date.parse(done.body.dueAt)).toBe(endOf('2026-11-23'));
});
