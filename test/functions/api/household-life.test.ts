import { describe, expect, it } from 'vitest';
import { inForce } from '../../../domain/division-changes.ts';
import { makeIdentityNumber } from '../../../domain/identity-number.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { eventfulHub } from './eventful-hub.ts';
import { countyStaff, gansu, JICHUAN, MAYING, townshipStaff } from './hub.ts';

type Household = { id: string; relation: string; since?: string };
const born = (birth: string, n: number, name: string) =>
  makePerson(n, {
    idNumber: makeIdentityNumber('621121', birth, n),
    name,
    residenceDivision: MAYING,
    registeredDivision: MAYING,
  });
const husband = born('19700101', 1, '张大山');
const wife = born('19720101', 2, '王秀英');
const son = born('20080305', 3, '张小军');

let serial = 0;
const roster = (person: object, household: Household | undefined, time = '2026-11-01T09:00:00+08:00') => {
  serial += 1;
  return makeEvent('roster', { id: `r-${serial}`, time, data: { person, household } });
};
const family = () => [
  roster(husband, { id: 'H-1', relation: 'head', since: '2000-01-01' }),
  roster(wife, { id: 'H-1', relation: 'spouse', since: '2000-01-01' }),
  roster(son, { id: 'H-1', relation: 'child', since: '2008-03-05' }),
];
const illness = (person: object, id = 'stay') => makeEvent('hospitalization', { id, data: { person } });

async function hubWith(...events: Parameters<ReturnType<typeof eventfulHub>['take']>) {
  const hub = eventfulHub();
  for (const event of events) await hub.take(event);
  const record = async (person: { idNumber: string }) => {
    const id = await hub.personId(person.idNumber);
    return (await hub.stores.people.get([id])).get(id);
  };
  const householdOf = async (person: { idNumber: string }) => (await record(person))?.household ?? '';
  const file = async (id: string) => (await hub.ask('GET', `/v1/households/${id}`, { as: townshipStaff })).body;
  return { ...hub, record, householdOf, file };
}

describe('W11 a divorce', () => {
  const grant = makeEvent('benefit-granted', {
    id: 'g-wife',
    data: {
      person: wife,
      grantId: 'G-W',
      household: true,
      programme: '城乡低保金',
      grantedOn: '2026-09-10',
      status: 'paid',
    },
  });
  const divorce = (time = '2026-11-02T09:00:00+08:00') => [
    roster(wife, { id: 'H-2', relation: 'head', since: '2026-10-20' }, time),
    roster(son, { id: 'H-2', relation: 'child', since: '2026-10-20' }, time),
  ];

  it('splits the household: aid stays with its people, one head at each date, and every stay has its dates', async () => {
    const hub = await hubWith(...family(), grant, ...divorce());
    const [old, fresh] = [await hub.householdOf(husband), await hub.householdOf(wife)];
    expect(fresh).not.toBe(old);
    const [left, split] = [await hub.file(old), await hub.file(fresh)];
    expect(left.head).toEqual({ id: await hub.personId(husband.idNumber), acting: false });
    expect(split.head).toEqual({ id: await hub.personId(wife.idNumber), acting: false });
    expect(left.members).toMatchObject([
      { relation: 'head', from: '2000-01-01' },
      { relation: 'spouse', from: '2000-01-01', until: '2026-10-20' },
      { relation: 'child', from: '2008-03-05', until: '2026-10-20' },
    ]);
    expect(split.members).toMatchObject([
      { relation: 'head', from: '2026-10-20' },
      { relation: 'child', from: '2026-10-20' },
    ]);
    const aid = (timeline: { kind: string; person?: { id: string } }[]) =>
      timeline.filter(({ kind }) => kind === 'grant');
    expect(aid(split.timeline)).toMatchObject([{ person: { id: await hub.personId(wife.idNumber) } }]);
    // What was given while she was there is part of that household's past too.
    expect(aid(left.timeline)).toMatchObject([{ person: { id: await hub.personId(wife.idNumber) } }]);
  });

  it('told twice changes nothing', async () => {
    const hub = await hubWith(...family(), grant, ...divorce());
    const before = [await hub.file(await hub.householdOf(husband)), await hub.file(await hub.householdOf(wife))];
    const again = '2026-11-04T09:00:00+08:00';
    await hub.take(roster(husband, { id: 'H-1', relation: 'head', since: '2000-01-01' }, again), ...divorce(again));
    expect([await hub.file(await hub.householdOf(husband)), await hub.file(await hub.householdOf(wife))]).toEqual(
      before,
    );
  });

  it('leaves the warning with the household, and the one who is ill with their own', async () => {
    const hub = await hubWith(...family(), illness(husband));
    const old = await hub.householdOf(husband);
    await hub.take(...divorce(), illness(wife, 'stay-2'));
    expect(await hub.stores.warnings.latest(old)).toMatchObject({ status: 'raised', householdSize: 1 });
    expect(await hub.stores.warnings.latest(await hub.householdOf(wife))).toMatchObject({ status: 'raised' });
  });
});

describe('W10 the head dies', () => {
  const death = makeEvent('death', { data: { person: husband, diedOn: '2026-11-03' } });

  it('and the spouse acts as head; the visit for the dead man’s illness is off', async () => {
    const hub = await hubWith(...family(), illness(husband), death);
    const household = await hub.householdOf(wife);
    const file = await hub.file(household);
    expect(file.head).toEqual({ id: await hub.personId(wife.idNumber), acting: true });
    expect(file.members[0]).toMatchObject({ relation: 'head', diedOn: '2026-11-03' });
    const warning = await hub.stores.warnings.latest(household);
    expect(warning).toMatchObject({ status: 'withdrawn', nextStepAt: undefined });
  });

  it('and what the others need goes on, under the name of who acts, for two people', async () => {
    const hub = await hubWith(...family(), illness(husband), illness(wife, 'stay-2'), death);
    expect(await hub.stores.warnings.latest(await hub.householdOf(wife))).toMatchObject({
      status: 'raised',
      householdSize: 2,
      headName: '王秀英',
    });
  });

  it('and is head again once that was a mistake', async () => {
    const hub = await hubWith(...family(), death);
    await hub.take(
      makeEvent('retraction', {
        source: 'urn:jiuzhu:civil-affairs',
        data: { retracts: { source: death.source, id: death.id }, reason: '同名' },
      }),
    );
    expect((await hub.file(await hub.householdOf(wife))).head).toEqual({
      id: await hub.personId(husband.idNumber),
      acting: false,
    });
  });

  it('and a roster that names another ends the acting', async () => {
    const hub = await hubWith(...family(), death);
    await hub.take(roster(son, { id: 'H-1', relation: 'head', since: '2008-03-05' }, '2026-11-04T09:00:00+08:00'));
    const file = await hub.file(await hub.householdOf(wife));
    expect(file.head).toEqual({ id: await hub.personId(son.idNumber), acting: false });
    const lines: { on: string; text: string }[] = file.timeline;
    expect(lines).toContainEqual(expect.objectContaining({ on: '2026-11-04', text: '改为户主' }));
  });

  it('nobody tells the dead of aid', async () => {
    const hub = await hubWith(...family(), death);
    const grant = { person: husband, grantId: 'G-late', status: 'granted', grantedOn: '2026-11-04' };
    await hub.take(makeEvent('benefit-granted', { id: 'g-late', data: grant }));
    expect(await hub.stores.notices.of(await hub.personId(husband.idNumber))).toEqual([]);
  });
});

describe('two households become one', () => {
  it('and the warning that was open goes on there, with its deadline; never two', async () => {
    const hub = await hubWith(
      roster(wife, { id: 'H-5', relation: 'head', since: '2020-01-01' }),
      illness(wife),
      roster(husband, { id: 'H-6', relation: 'head', since: '2000-01-01' }),
    );
    const [from, into] = [await hub.householdOf(wife), await hub.householdOf(husband)];
    const before = await hub.stores.warnings.latest(from);
    hub.clock.at = NOW + 2 * 86_400_000;
    await hub.take(roster(wife, { id: 'H-6', relation: 'spouse', since: '2026-11-06' }, '2026-11-07T09:00:00+08:00'));
    expect(await hub.householdOf(wife)).toBe(into);
    expect(await hub.stores.warnings.latest(from)).toMatchObject({ status: 'merged' });
    expect(await hub.stores.warnings.latest(into)).toMatchObject({ status: 'raised', dueAt: before?.dueAt });
    expect((await hub.stores.warnings.openIn(MAYING)).items.map(({ subject }) => subject)).toEqual([into]);
  });
});

describe('the rosters of a family in any order', () => {
  it('make the same household', async () => {
    const events = [
      ...family(),
      roster(son, { id: 'H-3', relation: 'head', since: '2026-03-05' }, '2026-11-02T09:00:00+08:00'),
      roster(wife, { id: 'H-1', relation: 'head', since: '2000-01-01' }, '2026-11-03T09:00:00+08:00'),
      roster(husband, { id: 'H-1', relation: 'spouse', since: '2000-01-01' }, '2026-11-03T09:00:00+08:00'),
    ];
    const seen = async (order: typeof events) => {
      const hub = await hubWith(...order);
      const names = new Map<string, string>();
      for (const [name, person] of Object.entries({ husband, wife, son }))
        names.set(await hub.personId(person.idNumber), name);
      const homes = [await hub.householdOf(husband), await hub.householdOf(son)];
      const stays = (await Promise.all(homes.map((home) => hub.stores.people.members(home)))).flat();
      return stays
        .map(({ household, person, relation, from, until }) =>
          [homes.indexOf(household), names.get(person), relation, from, until].join(' '),
        )
        .sort();
    };
    const inOrder = await seen(events);
    expect(inOrder).toEqual([
      '0 husband head 2000-01-01 2026-11-03',
      '0 husband spouse 2026-11-03 ',
      '0 son child 2008-03-05 2026-03-05',
      '0 wife head 2026-11-03 ',
      '0 wife spouse 2000-01-01 2026-11-03',
      '1 son head 2026-03-05 ',
    ]);
    expect(await seen(events.toReversed())).toEqual(inOrder);
    expect(await seen([...events.slice(3), ...events.slice(0, 3)])).toEqual(inOrder);
  });
});

describe('T8 a 15-digit number', () => {
  it('is the same person as the 18 digits it became, whichever comes first, and is found by both', async () => {
    const legacy = `${husband.idNumber.slice(0, 6)}${husband.idNumber.slice(8, 17)}`;
    for (const numbers of [
      [legacy, husband.idNumber],
      [husband.idNumber, legacy],
    ]) {
      const hub = await hubWith(
        ...numbers.map((idNumber, i) => illness({ ...husband, idNumber, registeredDivision: MAYING }, `s-${i}`)),
      );
      const id = await hub.personId(husband.idNumber);
      expect((await hub.stores.signals.of([id])).get(id)).toHaveLength(2);
      for (const idNumber of numbers) {
        const { body } = await hub.ask('POST', '/v1/people/lookup', { as: townshipStaff, body: { idNumber } });
        expect(body.matches).toMatchObject([{ id, birthYear: '1970' }]);
      }
    }
  });
});

describe('moving', () => {
  const toJichuan = makeEvent('move', { id: 'mv', data: { person: husband, residence: JICHUAN, on: '2026-11-04' } });
  const registered = {
    ...gansu,
    profile: { ...gansu.profile, scoring: { ...gansu.profile.scoring, routeBy: 'registered' as const } },
  };

  it('takes the warning to where the family lives now', async () => {
    const hub = await hubWith(...family(), illness(husband), toJichuan);
    const household = await hub.householdOf(husband);
    expect((await hub.stores.warnings.latest(household))?.township).toBe(JICHUAN);
    const { body } = await hub.ask('GET', `/v1/households/${household}`, { as: countyStaff });
    expect(body).toMatchObject({
      place: '甘肃省定西市通渭县鸡川镇',
      registeredPlace: '甘肃省定西市通渭县马营镇',
      routedBy: 'residence',
    });
  });

  it('leaves it where they are registered, in a province that routes by that, until that moves', async () => {
    const hub = eventfulHub(registered);
    for (const event of [...family(), illness(husband), toJichuan]) await hub.take(event);
    const household = async () => {
      const id = await hub.personId(husband.idNumber);
      return (await hub.stores.people.get([id])).get(id)?.household ?? '';
    };
    expect((await hub.stores.warnings.latest(await household()))?.township).toBe(MAYING);
    const both = { person: husband, residence: JICHUAN, registered: JICHUAN, on: '2026-11-05' };
    await hub.take(makeEvent('move', { id: 'mv-2', time: '2026-11-05T10:00:00+08:00', data: both }));
    expect((await hub.stores.warnings.latest(await household()))?.township).toBe(JICHUAN);
  });
});

describe('a township that was abolished (illustrative)', () => {
  const changes = [{ from: MAYING, to: JICHUAN, on: '2026-11-05' }];
  const before = { ...gansu, divisions: inForce({ ...gansu.divisions, changes }, NOW - 86_400_000) };
  const after = { ...gansu, divisions: inForce({ ...gansu.divisions, changes }, NOW) };
  const newStaff = { role: 'township', division: JICHUAN } as const;

  it('leads its people to the new one from the day on', async () => {
    for (const [province, township] of [
      [before, MAYING],
      [after, JICHUAN],
    ] as const) {
      const hub = eventfulHub(province);
      for (const event of [...family(), illness(husband)]) await hub.take(event);
      const id = await hub.personId(husband.idNumber);
      const household = (await hub.stores.people.get([id])).get(id)?.household ?? '';
      expect((await hub.stores.warnings.latest(household))?.township).toBe(township);
    }
  });

  it('and they are seen, found by name and worked by its staff, also what was open before', async () => {
    const hub = eventfulHub(before);
    for (const event of [...family(), illness(husband)]) await hub.take(event);
    const id = await hub.personId(husband.idNumber);
    const household = (await hub.stores.people.get([id])).get(id)?.household ?? '';
    expect((await hub.ask('GET', `/v1/households/${household}`, { as: newStaff })).status).toBe(404);
    hub.ports.province = after;
    const { body } = await hub.ask('GET', `/v1/households/${household}`, { as: newStaff });
    expect(body.place).toBe('甘肃省定西市通渭县鸡川镇');
    const list = await hub.ask('GET', '/v1/warnings', { as: newStaff });
    expect(list.body.items).toHaveLength(1);
    expect((await hub.ask('GET', `/v1/warnings/${household}.1`, { as: newStaff })).status).toBe(200);
    const named = { name: '张大山', division: JICHUAN };
    const found = await hub.ask('POST', '/v1/people/lookup', { as: newStaff, body: named });
    expect(found.body.matches).toMatchObject([{ id }]);
  });
});
