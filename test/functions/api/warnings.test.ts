import { describe, expect, it } from 'vitest';
import { signal } from '../../domain/signals.ts';
import { NOW } from '../../factories.ts';
import {
  agent,
  countyStaff,
  gansu,
  JICHUAN,
  MAYING,
  makeHub,
  makeRecord,
  raise,
  TONGAN,
  townshipStaff,
} from './hub.ts';

const VISIT = {
  visitedAt: '2026-11-05T09:30:00+08:00',
  met: 'self',
  findings: '独居,刚出院,没有人照料',
  needs: ['care', 'medical'],
} as const;
const ill = (person: string) =>
  signal(
    'chronic-disease',
    { on: '2026-11-04', seriousness: 'serious' },
    { person, department: 'health', storedAt: NOW },
  );

/** A raised warning, and a new event that moves its score from 20 to 50. */
async function rescored(n = 1) {
  const hub = makeHub();
  const id = await raise(hub, n);
  return {
    hub,
    id,
    worsen: async () => {
      await hub.stores.signals.record([{ signal: ill(`p-${n}`), township: MAYING }]);
      await hub.assess(`h-${n}`);
    },
  };
}

describe('one warning', () => {
  it('shows reasons with their source, deadlines with why, history, ladder, notices and open acts', async () => {
    const hub = makeHub();
    const id = await raise(hub, 1);
    const { status, body, headers } = await hub.ask('GET', `/v1/warnings/${id}`, { as: townshipStaff });
    expect([status, headers['etag']]).toEqual([200, '"1"']);
    expect(body).toMatchObject({
      id,
      subject: 'h-1',
      version: 1,
      maskedName: '李**',
      peakLevel: 'blue',
      currentLevel: 'blue',
      profileVersion: gansu.version,
      office: { id: `township-${MAYING}`, name: '马营镇民政办' },
      factors: [
        {
          indicator: 'hospitalised',
          name: '患病住院',
          points: 20,
          person: { id: 'p-1', maskedName: '李**' },
          since: '2026-11-02',
          beside: false,
          sources: [gansu.profile.departments.find(({ key }) => key === 'health')?.name],
        },
      ],
      deadlines: {
        visit: { at: '2026-11-18T00:00:00+08:00', why: expect.stringContaining('第8个工作日'), provisional: false },
      },
      history: [{ version: 1, change: 'raised', by: 'hub', level: 'blue', score: 20 }],
      visits: [],
      openActs: ['accept', 'visit', 'finish', 'reassign', 'pause'],
    });
    expect(body.steps.length).toBeGreaterThan(0);
    expect(body.notices).toEqual([
      expect.objectContaining({ kind: 'warning-raised', text: expect.stringContaining(body.number) }),
    ]);
  });

  it('is found by its number too', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    const number = (await hub.stores.warnings.latest('h-1'))?.number;
    const { status, body } = await hub.ask('GET', `/v1/warnings/${number}`, { as: countyStaff });
    expect([status, body.id]).toEqual([200, 'h-1.1']);
  });

  it.each(['h-9.1', 'W2611-00000000', 'nonsense', 'h-1.0'])('is not found as %s', async (id) => {
    const hub = makeHub();
    await raise(hub, 1);
    expect((await hub.ask('GET', `/v1/warnings/${id}`, { as: countyStaff })).status).toBe(404);
  });

  it('does not exist for staff of another area, whatever they try', async () => {
    const hub = makeHub();
    const id = await raise(hub, 1, JICHUAN);
    const paths = ['GET ', 'POST /accept', 'POST /visit', 'POST /resolve', 'POST /finish'].map((path) =>
      path.split(' '),
    );
    const bodies: Record<string, unknown> = {
      '/accept': { version: 1 },
      '/visit': { ...VISIT, version: 1 },
      '/resolve': { outcome: 'aided', version: 1 },
      '/finish': { ...VISIT, outcome: 'aided', version: 1 },
    };
    for (const [method, path = ''] of paths) {
      const { status } = await hub.ask(method === 'GET' ? 'GET' : 'POST', `/v1/warnings/${id}${path}`, {
        as: townshipStaff,
        body: bodies[path],
      });
      expect(status).toBe(404);
    }
    expect(await hub.stores.accessLog.of('h-1')).toEqual([]);
  });

  it('hides reasons and findings from the hotline', async () => {
    const hub = makeHub();
    const id = await raise(hub, 1);
    await hub.ask('POST', `/v1/warnings/${id}/visit`, { as: townshipStaff, body: { ...VISIT, version: 1 } });
    const { text, body } = await hub.ask('GET', `/v1/warnings/${id}`, { as: agent });
    expect(body).toMatchObject({ factors: [], visits: [], openActs: [], status: 'visited' });
    expect(text).not.toContain('住院');
  });

  it('is logged each time it is looked at', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    await hub.ask('GET', '/v1/warnings/h-1.1', { as: { ...townshipStaff, sub: 'wang' } });
    expect(await hub.stores.accessLog.of('h-1')).toEqual([
      { at: NOW, who: 'wang', role: 'township', division: MAYING, action: 'warning.read', subject: 'h-1' },
    ]);
  });
});

describe('acts', () => {
  it('go from accepting over visiting to an outcome, each in history, counters and log', async () => {
    const hub = makeHub();
    const id = await raise(hub, 1);
    const as = { ...townshipStaff, sub: 'wang' };
    const accepted = await hub.ask('POST', `/v1/warnings/${id}/accept`, { as, headers: { 'if-match': '"1"' } });
    expect([accepted.status, accepted.headers['etag']]).toEqual([200, '"2"']);
    const visited = await hub.ask('POST', `/v1/warnings/${id}/visit`, { as, body: { ...VISIT, version: 2 } });
    expect(visited.body).toMatchObject({
      status: 'visited',
      version: 3,
      openActs: ['visit', 'resolve', 'finish', 'reassign', 'pause', 'refer'],
    });
    // Feedback is due two workdays after the visit was.
    expect(visited.body.dueAt).toBe('2026-11-20T00:00:00+08:00');
    const resolved = await hub.ask('POST', `/v1/warnings/${id}/resolve`, {
      as,
      body: { outcome: 'aided', programmes: ['临时救助'], note: '已发放', version: 3 },
    });
    expect(resolved.body).toMatchObject({ status: 'resolved', version: 4, openActs: [] });
    const { body } = await hub.ask('GET', `/v1/warnings/${id}`, { as });
    expect(body.history.map(({ change, by }: { change: string; by: string }) => [change, by])).toEqual([
      ['raised', 'hub'],
      ['accepted', 'wang'],
      ['visited', 'wang'],
      ['resolved', 'wang'],
    ]);
    expect(body.visits).toEqual([{ ...VISIT, photos: [], by: 'wang', at: '2026-11-05T10:00:00+08:00' }]);
    expect(body.outcome).toMatchObject({ outcome: 'aided', name: '已给予救助', by: 'wang', programmes: ['临时救助'] });
    expect(await hub.stores.counters.read(MAYING, '2026-11-05', '2026-11-05')).toMatchObject({
      'accepted#blue': 1,
      'visited#blue': 1,
      'in-time#blue': 1,
      'resolved#aided#blue': 1,
      aided: 1,
    });
    const log = await hub.stores.accessLog.of('h-1');
    expect(log.map(({ action }) => action)).toEqual([
      'warning.accept',
      'warning.visit',
      'warning.resolve',
      'warning.read',
    ]);
    expect((await hub.ask('GET', '/v1/warnings', { as })).body.items).toEqual([]);
  });

  it('name the open ones where the state does not allow them', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    const { status, body } = await hub.ask('POST', '/v1/warnings/h-1.1/resolve', {
      as: townshipStaff,
      body: { outcome: 'aided', version: 1 },
    });
    expect(status).toBe(409);
    expect(body).toMatchObject({
      title: '与现在的状态冲突',
      openActs: ['accept', 'visit', 'finish', 'reassign', 'pause'],
      version: 1,
    });
  });

  it('leave an outcome as it is: a late act on a closed warning is refused (W4, P6)', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    await hub.ask('POST', '/v1/warnings/h-1.1/finish', {
      as: townshipStaff,
      body: { ...VISIT, outcome: 'not-eligible', version: 1 },
    });
    const before = await hub.stores.warnings.latest('h-1');
    for (const [name, body] of [
      ['accept', {}],
      ['visit', VISIT],
      ['resolve', { outcome: 'aided' }],
      ['finish', { ...VISIT, outcome: 'aided' }],
    ] as const) {
      const late = await hub.ask('POST', `/v1/warnings/h-1.1/${name}`, {
        as: townshipStaff,
        body: { ...body, version: 2 },
      });
      expect([late.status, late.body.openActs]).toEqual([409, []]);
    }
    expect(await hub.stores.warnings.latest('h-1')).toEqual(before);
    expect(before).toMatchObject({ outcome: { outcome: 'not-eligible' }, profileVersion: gansu.version });
  });

  it.each([
    ['without any version', {}, {}, 428],
    ['with a version that is none', { 'if-match': 'latest' }, {}, 400],
    ['with a version of the future', {}, { version: 7 }, 409],
  ])('%s are refused', async (_, headers, body, status) => {
    const hub = makeHub();
    await raise(hub, 1);
    const refused = await hub.ask('POST', '/v1/warnings/h-1.1/accept', { as: townshipStaff, headers, body });
    expect(refused.status).toBe(status);
  });

  it('on an older version take a visit where only the score moved, and nothing else', async () => {
    const { hub, id, worsen } = await rescored();
    await worsen();
    const stale = await hub.ask('POST', `/v1/warnings/${id}/accept`, { as: townshipStaff, body: { version: 1 } });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ version: 2, detail: expect.stringContaining('刷新') });
    const finish = { ...VISIT, outcome: 'aided', version: 1 };
    expect((await hub.ask('POST', `/v1/warnings/${id}/finish`, { as: townshipStaff, body: finish })).status).toBe(409);
    const visit = await hub.ask('POST', `/v1/warnings/${id}/visit`, {
      as: townshipStaff,
      body: { ...VISIT, version: 1 },
    });
    expect([visit.status, visit.body.version]).toEqual([200, 3]);
  });

  it('of two who visit on the same version take only the first', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    const ask = (sub: string) =>
      hub.ask('POST', '/v1/warnings/h-1.1/visit', { as: { ...townshipStaff, sub }, body: { ...VISIT, version: 1 } });
    const answers = await Promise.all([ask('wang'), ask('li')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await hub.stores.warnings.latest('h-1'))?.visits).toHaveLength(1);
  });

  it.each(['visit', 'finish'] as const)('%s: the same Idempotency-Key again changes nothing', async (name) => {
    const hub = makeHub();
    await raise(hub, 1);
    const body = { ...VISIT, ...(name === 'finish' && { outcome: 'aided' }), version: 1 };
    const headers = { 'idempotency-key': 'phone-1-0001' };
    const ask = (content: object) =>
      hub.ask('POST', `/v1/warnings/h-1.1/${name}`, { as: townshipStaff, headers, body: content });
    const first = await ask(body);
    const again = await ask(body);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(await hub.stores.warnings.history('h-1', 1)).toHaveLength(2);
    const other = await ask({ ...body, findings: '另一户' });
    expect([other.status, other.body.detail]).toEqual([409, expect.stringContaining('Idempotency-Key')]);
  });

  it.each([
    ['2026-11-05T10:00:01+08:00', '将来'],
    ['2026-11-04T23:59:59+08:00', '早于预警当天'],
  ])('a visit at %s is refused with a reason', async (visitedAt, why) => {
    const hub = makeHub();
    await raise(hub, 1);
    const { status, body } = await hub.ask('POST', '/v1/warnings/h-1.1/visit', {
      as: townshipStaff,
      body: { ...VISIT, visitedAt, version: 1 },
    });
    expect([status, body.errors]).toEqual([
      422,
      [{ path: 'visitedAt', code: 'invalid', message: expect.stringContaining(why) }],
    ]);
  });

  it('refuse unknown and missing fields by name', async () => {
    const hub = makeHub();
    await raise(hub, 1);
    const { status, body } = await hub.ask('POST', '/v1/warnings/h-1.1/visit', {
      as: townshipStaff,
      body: { ...VISIT, met: undefined, metWith: 'self', version: 1 },
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['met', 'metWith']);
  });
});

it('a warning of a place without an own office belongs to the county above it', async () => {
  const hub = makeHub();
  await hub.settle(makeRecord(5, TONGAN), [], 'h-5');
  await raise(hub, 5, TONGAN);
  const { body } = await hub.ask('GET', '/v1/warnings/h-5.1', { as: { role: 'prefecture', division: '6211' } });
  expect(body.office).toMatchObject({ id: 'prefecture-6211' });
});
