import { beforeEach, describe, expect, it } from 'vitest';
import type { PlannedVisit } from '../../../domain/planned-visit.ts';
import { endOf } from '../../../domain/shanghai-day.ts';
import { at } from '../../domain/signals.ts';
import { countyStaff, FIRST, type OutreachHub, outreachHub, SECOND, townshipStaff } from './hub.ts';

const CHECKLIST = ['不愁吃', '不愁穿', '义务教育有保障', '基本医疗有保障', '住房安全有保障'];
const ANSWERS = CHECKLIST.map((item) => ({ item, ok: true }));
const DONE = { visitedAt: '2026-10-08T15:00:00+08:00', met: 'self', answers: ANSWERS } as const;
let hub: OutreachHub;
let visit: PlannedVisit;
const url = (act = '') => `/v1/planned-visits/${visit.id}${act}`;
const one = async (subject: string): Promise<PlannedVisit> => {
  const [found] = await hub.of(subject);
  if (!found) throw new Error('no visit was planned');
  return found;
};

beforeEach(async () => {
  hub = outreachHub();
  await hub.settle(FIRST, ['bianyuan'], 'h-1');
  await hub.settle(`${FIRST}003`, ['sudden'], 'h-2');
  await hub.settle(SECOND, ['sudden'], 'h-3');
  await hub.run();
  hub.clock.at = at('2026-10-09');
  visit = await one('h-1');
});

describe('the list', () => {
  it('shows a township its households, masked, first due first, and says that somebody looked', async () => {
    const { status, body } = await hub.ask('GET', '/v1/planned-visits', { as: townshipStaff });
    expect(status).toBe(200);
    expect(body.items).toHaveLength(2);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        subject: 'h-1',
        maskedName: '王**',
        householdSize: 1,
        dueAt: '2027-01-01T00:00:00+08:00',
        overdue: false,
      }),
    );
    expect(await hub.stores.accessLog.of(`d-${FIRST}`)).toMatchObject([{ action: 'planned-visits.list' }]);
  });

  it.each([
    ['their village’s alone to village staff', 'village', `${FIRST}003`, ['h-2']],
    ['nothing of another village', 'village', `${FIRST}004`, []],
    ['all of the county to the county', 'county', FIRST.slice(0, 6), ['h-1', 'h-2', 'h-3']],
  ] as const)('shows %s', async (_, role, division, subjects) => {
    const { body } = await hub.ask('GET', '/v1/planned-visits', { as: { role, division } });
    expect(body.items.map(({ subject }: { subject: string }) => subject).sort()).toEqual([...subjects]);
  });

  it('goes on page by page', async () => {
    const first = await hub.ask('GET', '/v1/planned-visits', { as: countyStaff, query: 'limit=2' });
    const rest = await hub.ask('GET', '/v1/planned-visits', {
      as: countyStaff,
      query: `limit=2&cursor=${first.body.cursor}`,
    });
    expect([first.body.items.length, rest.body.items.length, rest.body.cursor]).toEqual([2, 1, undefined]);
  });

  it.each([
    [endOf('2026-12-31') - 1, 0, 3],
    [endOf('2026-12-31'), 3, 0],
  ])('tells overdue from not at %d', async (now, late, early) => {
    hub.clock.at = now;
    const counts = await Promise.all(
      ['true', 'false'].map(async (overdue) => {
        const { body } = await hub.ask('GET', '/v1/planned-visits', { as: countyStaff, query: `overdue=${overdue}` });
        return body.items.length;
      }),
    );
    expect(counts).toEqual([late, early]);
  });

  it('leaves out who died since the morning’s run', async () => {
    const { person } = (await hub.stores.people.members('h-1'))[0] ?? { person: '' };
    await hub.die(person, '2026-10-09');
    const { body } = await hub.ask('GET', '/v1/planned-visits', { as: townshipStaff });
    expect(body.items.map(({ subject }: { subject: string }) => subject)).toEqual(['h-2']);
  });

  it.each([
    ['hotline', 403],
    ['department', 403],
    ['auditor', 200],
  ] as const)('answers %s with %d', async (role, status) => {
    const asked = await hub.ask('GET', '/v1/planned-visits', { as: { role, division: FIRST } });
    expect(asked.status).toBe(status);
  });
});

describe('one visit', () => {
  it('shows its checklist, its day with why, and what can be done', async () => {
    const { body, headers } = await hub.ask('GET', url(), { as: townshipStaff });
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      watch: '未纳入救助的监测对象季度排查',
      checklist: CHECKLIST,
      why: '到本期最后一天12月31日24时',
      openActs: ['done', 'skip', 'reassign'],
    });
  });

  it.each([
    ['social-worker', ['done', 'skip']],
    ['auditor', []],
  ] as const)('offers %s what that role may do', async (role, openActs) => {
    const { body } = await hub.ask('GET', url(), { as: { role, division: FIRST } });
    expect(body.openActs).toEqual(openActs);
  });

  it('does not exist for another township', async () => {
    expect((await hub.ask('GET', url(), { as: { role: 'township', division: SECOND } })).status).toBe(404);
  });
});

describe('done', () => {
  it('closes the visit and keeps what was found', async () => {
    const { status, body } = await hub.ask('POST', url('/done'), { as: townshipStaff, body: { ...DONE, version: 1 } });
    expect([status, body]).toEqual([
      200,
      {
        id: visit.id,
        status: 'done',
        version: 2,
        dueAt: '2027-01-01T00:00:00+08:00',
        openActs: [],
        reported: [],
        needs: [],
      },
    ]);
    expect(await one('h-1')).toMatchObject({ open: false, calls: [{ met: 'self', by: 's-township' }] });
  });

  it('sent again from a phone without signal changes nothing; other content under its key is refused', async () => {
    const asking = { as: townshipStaff, body: { ...DONE, version: 1 }, headers: { 'idempotency-key': 'k-1' } };
    const first = await hub.ask('POST', url('/done'), asking);
    const again = await hub.ask('POST', url('/done'), asking);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await hub.ask('POST', url('/done'), { ...asking, body: { ...DONE, met: 'family', version: 1 } });
    expect(other).toMatchObject({ status: 409, body: { openActs: [], version: 2 } });
  });

  it('is taken on an older version: somebody who was there was there', async () => {
    await hub.stores.visits.put({ ...visit, version: 2 });
    expect((await hub.ask('POST', url('/done'), { as: townshipStaff, body: { ...DONE, version: 1 } })).status).toBe(
      200,
    );
  });

  it('turns hardship into a report by the usual road, once, and a missing service into a need', async () => {
    const body = { ...DONE, needs: ['living', 'medical'], services: ['care'], note: '屋顶漏雨', version: 1 };
    const { body: answered } = await hub.ask('POST', url('/done'), { as: townshipStaff, body });
    expect(answered).toMatchObject({ reported: ['living', 'medical'], needs: [expect.stringMatching(/^n-/)] });
    const keys = ['living', 'medical'].map((need) =>
      hub.ports.hasher.eventKey('//staff/planned-visits', `${visit.id}:${need}`),
    );
    const entries = await hub.stores.ledger.get(keys);
    expect([...entries.values()].map(({ name, data }) => [name, data])).toEqual(
      ['living', 'medical'].map((need) => [
        'self-report',
        expect.objectContaining({ need, via: 'grid-worker', reportedBy: 'self', reportedOn: '2026-10-08' }),
      ]),
    );
    const [needId] = answered.needs;
    expect(await hub.stores.needs.get(needId)).toMatchObject({
      subject: 'h-1',
      kind: 'care',
      visit: visit.id,
      area: FIRST,
    });
  });

  it('keeps what was found where the hub dies before the visit is closed, and stores nothing twice', async () => {
    const { put } = hub.ports.visits;
    let dead = true;
    hub.ports.visits = {
      ...hub.ports.visits,
      put: async (task) => {
        if (dead) throw new Error('killed');
        return put(task);
      },
    };
    const asking = { as: townshipStaff, body: { ...DONE, needs: ['living'], services: ['care'], version: 1 } };
    expect((await hub.ask('POST', url('/done'), asking)).status).toBe(500);
    expect(await one('h-1')).toMatchObject({ status: 'planned' });
    dead = false;
    expect((await hub.ask('POST', url('/done'), asking)).status).toBe(200);
    expect((await hub.stores.needs.openIn(FIRST)).items).toHaveLength(1);
  });

  it('with nobody met stays planned, and needs no answers', async () => {
    const vain = { visitedAt: DONE.visitedAt, met: 'nobody', note: '门锁着', version: 1 };
    const { body } = await hub.ask('POST', url('/done'), { as: townshipStaff, body: vain });
    expect(body).toMatchObject({ status: 'planned', openActs: ['done', 'skip', 'reassign'] });
  });

  it.each([
    ['a line without an answer', { answers: ANSWERS.slice(1) }, 'answers', '还有没填的项目:不愁吃'],
    [
      'a line that is not on the list',
      { answers: [...ANSWERS, { item: '有电视', ok: true }] },
      'answers',
      '清单里没有',
    ],
    ['a line twice', { answers: [...ANSWERS, ...ANSWERS] }, 'answers', '写了两次'],
    ['a visit in the future', { visitedAt: '2026-10-10T15:00:00+08:00' }, 'visitedAt', '在将来'],
    ['a visit before its period', { visitedAt: '2026-09-30T23:59:59+08:00' }, 'visitedAt', '早于本期第一天'],
  ])('refuses %s and keeps nothing', async (_, change, path, message) => {
    const body = { ...DONE, ...change, needs: ['living'], version: 1 };
    const refused = await hub.ask('POST', url('/done'), { as: townshipStaff, body });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path, message: expect.stringContaining(message) }] },
    });
    const key = hub.ports.hasher.eventKey('//staff/planned-visits', `${visit.id}:living`);
    expect((await hub.stores.ledger.get([key])).size).toBe(0);
  });

  it('stands for the visit of the period before as well', async () => {
    hub.clock.at = at('2027-01-05');
    await hub.run();
    const visits = await hub.of('h-1');
    const late = visits.find(({ from }) => from === '2027-01-01');
    const body = { ...DONE, visitedAt: '2027-01-05T09:00:00+08:00', version: 1 };
    await hub.ask('POST', `/v1/planned-visits/${late?.id}/done`, { as: townshipStaff, body });
    expect(await hub.stores.visits.get(visit.id)).toMatchObject({
      status: 'cancelled',
      closed: { because: 'visited-later', note: '已由后一期的走访代替' },
    });
  });
});

describe('skip and reassign', () => {
  it.each([
    [{ reason: 'moved-away' }, 200, 'moved-away'],
    [{ reason: 'refused', note: '子女在家照顾' }, 200, 'refused'],
    [{ reason: 'other', note: '长期住院,已在医院看望' }, 200, 'cancelled'],
    [{ reason: 'other' }, 422, undefined],
  ])('%j', async (body, status, leads) => {
    const answered = await hub.ask('POST', url('/skip'), { as: townshipStaff, body: { ...body, version: 1 } });
    expect([answered.status, answered.body.status]).toEqual([status, leads ?? 422]);
  });

  it('hands the visit to another township, with the ladder of that one', async () => {
    const body = { to: SECOND, reason: '住在女儿家', version: 1 };
    const { status } = await hub.ask('POST', url('/reassign'), { as: townshipStaff, body });
    expect(status).toBe(200);
    expect((await hub.ask('GET', url(), { as: townshipStaff })).status).toBe(404);
    const { body: seen } = await hub.ask('GET', url(), { as: { role: 'township', division: SECOND } });
    expect(seen).toMatchObject({ division: SECOND, handed: [{ from: FIRST, to: SECOND, reason: '住在女儿家' }] });
  });

  it('lets no village and no social worker hand on, and nobody beyond the border', async () => {
    const body = { to: SECOND, reason: '住在女儿家', version: 1 };
    const social = await hub.ask('POST', url('/reassign'), { as: { role: 'social-worker', division: FIRST }, body });
    const away = await hub.ask('POST', url('/reassign'), { as: townshipStaff, body: { ...body, to: '510104020' } });
    expect([social.status, away.status]).toEqual([403, 422]);
  });

  it.each(['/skip', '/reassign'])('wants the version for %s, and the newest', async (act) => {
    await hub.stores.visits.put({ ...visit, version: 2 });
    const body = act === '/skip' ? { reason: 'refused' } : { to: SECOND, reason: '住在女儿家' };
    expect((await hub.ask('POST', url(act), { as: townshipStaff, body })).status).toBe(428);
    const old = await hub.ask('POST', url(act), { as: townshipStaff, body, headers: { 'if-match': '"1"' } });
    expect(old).toMatchObject({ status: 409, body: { version: 2, openActs: ['done', 'skip', 'reassign'] } });
  });
});
