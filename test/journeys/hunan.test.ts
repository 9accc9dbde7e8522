import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudEvent, type Journey, startJourney } from './hub.ts';
import { household, inProvince, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** Hunan's published process: signals online from departments and offline from the hotline; one household, one file; the single-person rule. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({ at: '2026-11-20T10:01', province: { name: 'hunan', division: '43' } });
});
afterAll(() => hub?.stop());

const VILLAGE = '430626001201';
const here = (event: CloudEvent) => inProvince('hunan', event);
const about = (who: Somebody, name: string, data: Record<string, unknown> = {}) =>
  here(sample(name, { person: numberOf(who), data, time: '2026-11-20T09:00:00+08:00' }));
const family = (key: string, ...members: readonly Somebody[]) =>
  household(members, { village: VILLAGE })
    .map(here)
    .map((event) => ({ ...event, data: { ...event.data, categories: [{ key, from: '2026-01-01' }] } }));
const township = () => hub.as('township', '430626001');
const visit = (at: string, findings: string) => ({ visitedAt: `${at}:00+08:00`, met: 'self', findings, needs: [] });
const [told, son] = [somebody({ name: '李家湾' }), somebody({ name: '李小军' })];
const all = () => hub.warnings(told.idNumber);
const ours = () => hub.latest(told.idNumber);

describe('somebody that a neighbour tells the hotline of', () => {
  let lead = '';
  it('is worked like any warning, though nobody knows their number', async () => {
    const call = sample('self-report.lead', {
      data: {
        lead: { description: '李家湾王大爷一个人住,屋顶漏雨', division: VILLAGE, contactPhone: '0730-5550177' },
      },
    });
    await hub.take(here(call));
    const [warning] = await hub.worklist(township());
    expect(warning).toMatchObject({ level: 'blue', status: 'raised', division: '430626001' });
    lead = warning?.id.replace(/\.\d+$/, '') ?? '';
    expect(lead).toMatch(/^l-/);
    expect((await township().get(`/v1/leads/${lead}`)).body).toMatchObject({ id: lead });
  });

  it('is joined to the person once known: one warning, in the household’s file, and the reporter’s phone stays the reporter’s', async () => {
    await hub.take(...family('yifan', told, son));
    const known = await township().get(`/v1/leads/${lead}`);
    const version = Number(/\d+/.exec(known.headers.get('etag') ?? '')?.[0]);
    const joined = await township().post(`/v1/leads/${lead}/join`, { idNumber: told.idNumber, version });
    expect(joined.status).toBe(202);
    await hub.drained();
    expect(await hub.worklist(township())).toMatchObject([{ status: 'raised', level: 'blue', householdSize: 2 }]);
    expect(await ours()).toMatchObject({ factors: [{ indicator: 'self-report' }] });
    const found = await hub.admin.post('/v1/people/lookup', { phone: '0730-5550177' });
    expect(found.body).toMatchObject({ matches: [] });
  });

  it('a department’s signal meets the call in the same warning, and the hint says what to look at', async () => {
    await hub.take(about(son, 'disability', { kind: 5, grade: 3, certifiedOn: '2026-11-18' }));
    expect(await all()).toHaveLength(1);
    expect(await ours()).toMatchObject({
      level: 'blue',
      hints: [{ key: 'single-person', text: expect.stringContaining('单人户') }],
    });
  });
});

describe('what was verified and not eligible', () => {
  it('sends nobody out again for the same reason', async () => {
    await hub.setTime('2026-11-20T15:31');
    const warning = await ours();
    const finish = { ...visit('2026-11-20T15:10', '房子已修好,儿子有工资'), outcome: 'not-eligible' };
    const finished = await township().post(`/v1/warnings/${warning?.id}/finish`, {
      ...finish,
      version: warning?.version,
    });
    expect(finished).toMatchObject({ status: 200, body: { status: 'resolved' } });
    await hub.setTime('2026-12-21T10:01');
    await hub.take(
      here(
        sample('self-report', {
          person: numberOf(told),
          data: { reportedOn: '2026-12-20' },
          time: '2026-12-20T10:00:00+08:00',
        }),
      ),
    );
    expect(await all()).toHaveLength(1);
  });

  it('unless another reason comes, or a higher level', async () => {
    const bill = { settlementId: 'HN-1', totalAmount: 40_000, fundPaid: 20_000, personalBurden: 20_000 };
    await hub.take(about(told, 'medical-expense', bill));
    expect(await all()).toMatchObject([{ status: 'resolved' }, { status: 'raised', level: 'yellow' }]);
  });

  it('late, the county is urged at the deadline, the prefecture two workdays later', async () => {
    await hub.setTime('2027-01-04T10:01');
    await hub.fire('Sweep');
    await hub.setTime('2027-01-08T10:01');
    await hub.fire('Sweep');
    const late = hub.messages().filter(({ message }) => /催办|逾期提醒/.test(message));
    expect(late.map(({ phoneNumber }) => phoneNumber)).toEqual(['+8619900001002', '+8619900001001']);
  });
});

it('one household, one file: all of it on one time line', async () => {
  const { members, timeline } = await hub.file(told.idNumber);
  expect(members).toHaveLength(2);
  const kinds = new Set(timeline.map(({ kind }) => kind));
  for (const kind of ['membership', 'signal', 'warning', 'notice']) expect(kinds).toContain(kind);
});
