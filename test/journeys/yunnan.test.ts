import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CloudEvent, type Journey, startJourney } from './hub.ts';
import { household, inProvince, numberOf, type Somebody, sample, somebody } from './samples.ts';

/** Yunnan looks at what families spend; and here no text message can be sent, as in AWS China. */
let hub: Journey;
beforeAll(async () => {
  hub = await startJourney({
    at: '2026-11-20T10:01',
    province: { name: 'yunnan', division: '53' },
    environment: { SMS_PROVIDERS: 'none' },
  });
});
afterAll(() => hub?.stop());

const VILLAGE = '530629101201';
const BIANYUAN = { key: 'bianyuan', from: '2026-01-01' };
const here = (event: CloudEvent) => inProvince('yunnan', event);
const about = (who: Somebody, name: string, data: Record<string, unknown> = {}) =>
  here(sample(name, { person: numberOf(who), data }));

/** On the roster with 20,000 yuan a year: spending of 12,000 is too much. */
const family = (...members: readonly Somebody[]) =>
  household(members, { village: VILLAGE }).map((event) => ({
    ...here(event),
    data: { ...event.data, income: { amount: 20_000, per: 'year', of: 'household', asOf: '2026-06-30' } },
  }));

describe('spending', () => {
  it('of settlements counts, and a refund lowers it; the visit is still owed', async () => {
    const who = somebody();
    const bill = { settlementId: 'S-1', totalAmount: 30_000, fundPaid: 17_500, personalBurden: 12_500 };
    await hub.take(...family(who), about(who, 'medical-expense', bill));
    expect(await hub.latest(who.idNumber)).toMatchObject({
      level: 'yellow',
      factors: [{ indicator: 'rigid-spending', text: expect.stringContaining('12500.00元') }],
    });
    await hub.take(about(who, 'medical-expense.refund', { settlementId: 'S-1' }));
    expect(await hub.latest(who.idNumber)).toMatchObject({ status: 'raised', score: 0, factors: [] });
  });

  it('of a settlement that comes twice, under two event ids, counts once', async () => {
    const who = somebody();
    const bill = { settlementId: 'S-2', totalAmount: 20_000, fundPaid: 13_000, personalBurden: 7000 };
    await hub.take(...family(who), about(who, 'medical-expense', bill), about(who, 'medical-expense', bill));
    expect(await hub.warnings(who.idNumber)).toEqual([]);
  });

  it('of a cumulative list counts up to its day, settlements only after it', async () => {
    const who = somebody();
    const settled = (id: string, settledOn: string) =>
      about(who, 'medical-expense', {
        settlementId: id,
        settledOn,
        totalAmount: 2000,
        fundPaid: 0,
        personalBurden: 2000,
      });
    await hub.take(
      ...family(who),
      settled('S-3', '2026-10-30'),
      settled('S-4', '2026-11-12'),
      about(who, 'medical-burden', { personalBurden: 11_000 }),
    );
    expect(await hub.latest(who.idNumber)).toMatchObject({
      factors: [{ indicator: 'rigid-spending', text: expect.stringContaining('13000.00元') }],
    });
    await hub.take({ ...about(who, 'medical-burden', { personalBurden: 5000 }), time: '2026-11-19T08:00:00+08:00' });
    expect(await hub.latest(who.idNumber)).toMatchObject({ status: 'raised', score: 0, factors: [] });
  });

  it.each([
    ['education-expense', 'education'],
    ['income-drop', 'income-drop'],
    ['accident', 'accident'],
  ])('or loss told by %s opens a warning', async (name, indicator) => {
    const who = somebody();
    await hub.take(...family(who), about(who, name));
    expect(await hub.latest(who.idNumber)).toMatchObject({
      level: 'yellow',
      score: 20,
      division: '530629101',
      factors: [{ indicator }],
    });
  });
});

describe('without an SMS provider', () => {
  it('a red warning becomes a call to the office, with the text that would have been sent', async () => {
    const who = somebody();
    await hub.take(...family(who), about(who, 'accident'), about(who, 'education-expense'));
    const warning = await hub.latest(who.idNumber);
    expect(warning).toMatchObject({ level: 'red' });
    const calls = (await hub.callBacks()).filter(({ text }) => text.includes(warning?.number ?? '-'));
    expect(calls).toMatchObject([
      { status: 'open', text: expect.stringMatching(/^【云南民政】.*红色/), office: { name: expect.any(String) } },
    ]);
    expect(hub.messages()).toEqual([]);
  });

  it('a grant becomes a call to its recipient', async () => {
    const who = somebody({ name: '马建国' });
    await hub.take(...family(who));
    await hub.take(about(who, 'benefit-granted.emergency', { grantId: 'G-call' }));
    const calls = (await hub.callBacks()).filter(({ kind }) => kind === 'granted');
    expect(calls).toMatchObject([
      {
        text: expect.stringMatching(/^【云南民政】马建国您好,您家的临时救助已批准,共1200\.00元。/),
        person: { maskedName: '马**' },
      },
    ]);
    expect(hub.messages()).toEqual([]);
  });
});

describe('the quarterly watch of those who get no aid', () => {
  const CHECKLIST = ['不愁吃', '不愁穿', '义务教育有保障', '基本医疗有保障', '住房安全有保障'];
  const [watched, forgotten] = [somebody({ name: '杨桂英' }), somebody()];
  const township = () => hub.as('township', '530629101');
  const homeOf = async (who: Somebody) => (await hub.person(who.idNumber))?.household;
  const planned = async () => plannedPage.parse((await township().get('/v1/planned-visits')).body).items;

  it('plans a visit for each household that no warning has led anybody to', async () => {
    const warned = somebody();
    const fragile = (who: Somebody) =>
      family(who).map((event) => ({ ...event, data: { ...event.data, categories: [BIANYUAN] } }));
    await hub.take(...fragile(watched), ...fragile(forgotten), ...fragile(warned), about(warned, 'accident'));
    await hub.fire('PlanVisits');
    const homes = await Promise.all([watched, forgotten].map(homeOf));
    const visits = await planned();
    expect(visits.map(({ subject }) => subject).toSorted()).toEqual(homes.toSorted());
    for (const visit of visits)
      expect(visit).toMatchObject({
        watch: '未纳入救助的监测对象季度排查',
        from: '2026-10-01',
        to: '2026-12-31',
        status: 'planned',
      });
  });

  it('is done by the checklist, and what is found wanting opens a warning', async () => {
    const home = await homeOf(watched);
    const visit = (await planned()).find(({ subject }) => subject === home);
    const where = `/v1/planned-visits/${visit?.id}`;
    expect((await township().get(where)).body).toMatchObject({ checklist: CHECKLIST });
    const done = await township().post(`${where}/done`, {
      visitedAt: '2026-11-20T09:40:00+08:00',
      met: 'self',
      answers: CHECKLIST.map((item) => ({ item, ok: item !== '住房安全有保障' })),
      needs: ['housing'],
      version: visit?.version,
    });
    expect(done).toMatchObject({ status: 200, body: { status: 'done' } });
    await hub.drained();
    expect(await planned()).toHaveLength(1);
    expect(await hub.latest(watched.idNumber)).toMatchObject({
      level: 'yellow',
      status: 'raised',
      factors: [{ indicator: 'self-report' }],
    });
  });

  it('is urged when nobody goes', async () => {
    await hub.setTime('2027-01-04T09:31');
    await hub.fire('UrgeTasks');
    const urged = (await hub.callBacks()).filter(({ kind }) => kind === 'visits-urge');
    expect(urged).toMatchObject([{ text: expect.stringContaining('季度排查'), office: { name: expect.any(String) } }]);
  });
});

const plannedPage = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), version: z.int(), subject: z.string() })),
});
