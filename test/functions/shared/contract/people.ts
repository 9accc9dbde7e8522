import { expect, test } from 'vitest';
import type { Membership } from '../../../../functions/shared/people.ts';
import { fresh, freshTownship, makeRecord } from './records.ts';
import type { Contract } from './stores-under-test.ts';

let phones = 0;
const freshPhone = () => {
  phones += 1;
  return `+86139${String(phones).padStart(8, '0')}`;
};

export const peopleContract: Contract = (stores) => {
  test('a person is made once and found by key and id', async () => {
    const { people } = stores();
    const [key, record] = [fresh('v1:'), makeRecord({ household: fresh('h-'), diedOn: '2026-11-01', rostered: true })];
    expect(await people.ids([key])).toEqual(new Map());
    expect(await people.create(key, record)).toBe(record.id);
    expect(await people.ids([key, fresh('v1:')])).toEqual(new Map([[key, record.id]]));
    expect(await people.get([record.id, fresh('p-')])).toEqual(new Map([[record.id, record]]));
  });

  test('how somebody is reached is kept with them', async () => {
    const { people } = stores();
    const record = makeRecord();
    await people.create(fresh('v1:'), record);
    const contact = {
      version: 1,
      at: 5,
      by: 's-1',
      phoneOf: '李强',
      relation: '儿子',
      cannotRead: true,
      quiet: '中午',
    };
    const next = { ...record, version: 2, contact };
    expect(await people.update(next, record)).toBe(true);
    expect((await people.get([record.id])).get(record.id)).toEqual(next);
  });

  test('a key that was taken meanwhile names the one who stands', async () => {
    const { people } = stores();
    const [key, first, second] = [fresh('v1:'), makeRecord(), makeRecord()];
    await people.create(key, first);
    expect(await people.create(key, second)).toBe(first.id);
    expect((await people.get([second.id])).size).toBe(0);
  });

  test('made by two at once, there is one person', async () => {
    const { people } = stores();
    const key = fresh('v1:');
    const ids = await Promise.all([makeRecord(), makeRecord()].map((record) => people.create(key, record)));
    expect(new Set(ids).size).toBe(1);
    expect((await people.ids([key])).get(key)).toBe(ids[0]);
  });

  test('only the next version replaces a record', async () => {
    const { people } = stores();
    const record = makeRecord();
    await people.create(fresh('v1:'), record);
    const next = { ...record, version: 2, name: { value: '李桂芳', at: record.version } };
    expect(await people.update(next, record)).toBe(true);
    expect(await people.update({ ...next, household: fresh('h-') }, record)).toBe(false);
    expect((await people.get([record.id])).get(record.id)).toEqual(next);
  });

  test('whom a roster names is found by township, until they move or leave it', async () => {
    const { people } = stores();
    const [here, there] = [freshTownship(), freshTownship()];
    const record = makeRecord({ rostered: true, watchedIn: here });
    await people.create(fresh('v1:'), record);
    await people.create(fresh('v1:'), makeRecord());
    expect(await people.watched(here)).toEqual([record.id]);
    const moved = { ...record, version: 2, watchedIn: there };
    await people.update(moved, record);
    expect(await people.watched(here)).toEqual([]);
    expect(await people.watched(there)).toEqual([record.id]);
    expect((await people.get([record.id])).get(record.id)).toEqual(moved);
    const { watchedIn: _left, ...left } = moved;
    await people.update({ ...left, version: 3 }, moved);
    expect(await people.watched(there)).toEqual([]);
  });

  test('nobody is updated who was not made', async () => {
    const record = makeRecord();
    expect(await stores().people.update({ ...record, version: 2 }, record)).toBe(false);
    expect((await stores().people.get([record.id])).size).toBe(0);
  });

  test('people are found by phone, and after a change by the new one only', async () => {
    const { people, hasher } = stores();
    const [old, now] = [freshPhone(), freshPhone()];
    const shared = makeRecord({ phone: { value: old, at: 1 } });
    const moved = makeRecord({ phone: { value: old, at: 1 } });
    await people.create(fresh('v1:'), shared);
    await people.create(fresh('v1:'), moved);
    expect((await people.byPhone(hasher.phoneKey(old))).sort()).toEqual([shared.id, moved.id].sort());
    await people.update({ ...moved, version: 2, phone: { value: now, at: 2 } }, moved);
    expect(await people.byPhone(hasher.phoneKey(old))).toEqual([shared.id]);
    expect(await people.byPhone(hasher.phoneKey(now))).toEqual([moved.id]);
  });

  test('people are found by name and township of residence', async () => {
    const { people, hasher } = stores();
    const [here, there] = [freshTownship(), freshTownship()];
    const at = (division: string) => ({
      residence: { value: division, at: 1 },
      registered: { value: division, at: 1 },
    });
    const record = makeRecord(at(`${here}101`));
    await people.create(fresh('v1:'), record);
    expect(await people.byName(hasher.nameKey('李桂兰', here))).toEqual([record.id]);
    expect(await people.byName(hasher.nameKey('李桂兰', there))).toEqual([]);
    await people.update({ ...record, version: 2, ...at(there) }, record);
    expect(await people.byName(hasher.nameKey('李桂兰', here))).toEqual([]);
    expect(await people.byName(hasher.nameKey('李桂兰', there))).toEqual([record.id]);
  });

  test('people are found by name where they are registered, too, though they live elsewhere', async () => {
    const { people, hasher } = stores();
    const [home, away] = [freshTownship(), freshTownship()];
    const record = makeRecord({
      residence: { value: `${away}201`, at: 1 },
      registered: { value: `${home}101`, at: 1 },
    });
    await people.create(fresh('v1:'), record);
    const names = (township: string) => people.byName(hasher.nameKey('李桂兰', township));
    expect(await names(home)).toEqual([record.id]);
    expect(await names(away)).toEqual([record.id]);
    await people.update({ ...record, version: 2, residence: { value: home, at: 2 } }, record);
    expect(await names(home)).toEqual([record.id]);
    expect(await names(away)).toEqual([]);
  });

  test('an update that comes too late leaves the look-ups as they were', async () => {
    const { people, hasher } = stores();
    const [old, theirs, ours] = [freshPhone(), freshPhone(), freshPhone()];
    const record = makeRecord({ phone: { value: old, at: 1 } });
    await people.create(fresh('v1:'), record);
    expect(await people.update({ ...record, version: 2, phone: { value: theirs, at: 2 } }, record)).toBe(true);
    expect(await people.update({ ...record, version: 2, phone: { value: ours, at: 3 } }, record)).toBe(false);
    const found = [old, theirs, ours].map((phone) => people.byPhone(hasher.phoneKey(phone)));
    expect(await Promise.all(found)).toEqual([[], [record.id], []]);
  });

  test('blank matches nobody: without phone and name there is no look-up', async () => {
    const { id, version, idNumber } = makeRecord();
    const record = { id, version, idNumber };
    expect(await stores().people.create(fresh('v1:'), record)).toBe(id);
    expect((await stores().people.get([id])).get(id)).toEqual(record);
  });

  test('whoever left and came back has both stays', async () => {
    const { people } = stores();
    const [household, person] = [fresh('h-'), fresh('p-')];
    const stay = { household, person, relation: 'child' } as const;
    const stays = [
      { ...stay, from: '2020-01-01', until: '2023-09-01' },
      { ...stay, from: '2026-07-01' },
    ];
    await people.putMemberships(stays);
    await people.putMemberships(stays);
    expect((await people.members(household)).sort((a, b) => (a.from < b.from ? -1 : 1))).toEqual(stays);
  });

  test('a stay that was put right replaces the one known before, and nobody else’s', async () => {
    const { people } = stores();
    const [household, person] = [fresh('h-'), fresh('p-')];
    const stay: Membership = { household, person, relation: 'child', from: '2020-01-01' };
    const other: Membership = { ...stay, person: fresh('p-') };
    await people.putMemberships([stay, other]);
    const right: Membership = { ...stay, from: '2021-03-01', relation: 'spouse' };
    await people.putMemberships([right]);
    const members = await people.members(household);
    expect(members).toHaveLength(2);
    expect(members).toContainEqual(right);
    expect(members).toContainEqual(other);
  });

  test('of two stays that begin on one day the last counts', async () => {
    const { people } = stores();
    const household = fresh('h-');
    const stay: Membership = { household, person: fresh('p-'), relation: 'child', from: '2020-01-01' };
    await people.putMemberships([{ ...stay, until: '2023-01-01' }, stay]);
    expect(await people.members(household)).toEqual([stay]);
  });

  test('who is in a household no longer, by any roster, leaves no stay there', async () => {
    const { people } = stores();
    const [one, other, person] = [fresh('h-'), fresh('h-'), fresh('p-')];
    const stay: Membership = { household: one, person, relation: 'child', from: '2020-01-01' };
    await people.putMemberships([stay]);
    await people.putMemberships([{ ...stay, household: other }], [{ household: one, person }]);
    expect(await people.members(one)).toEqual([]);
    expect(await people.members(other)).toHaveLength(1);
  });

  test('a household lists all who were ever in it, each once, as last put', async () => {
    const { people } = stores();
    const household = fresh('h-');
    const member = (person: string): Membership => ({ household, person, relation: 'child', from: '2020-01-01' });
    const [one, two] = [member(fresh('p-')), member(fresh('p-'))];
    await people.putMemberships([one, two]);
    const left: Membership = { ...two, until: '2026-11-01' };
    await people.putMemberships([left]);
    const members = await people.members(household);
    expect(members.sort((a, b) => (a.person < b.person ? -1 : 1))).toEqual(
      [one, left].sort((a, b) => (a.person < b.person ? -1 : 1)),
    );
    expect(await people.members(fresh('h-'))).toEqual([]);
  });
};
