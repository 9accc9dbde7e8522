import { describe, expect, test } from 'vitest';
import { type Delivery, undelivered, withDelivery } from '../../../../domain/statement-delivery.ts';
import type { IssuedStatement, ListedStatement } from '../../../../functions/shared/statements.ts';
import { NOW } from '../../../factories.ts';
import { fresh, freshTownship, makeIssued } from './records.ts';
import { type Contract, pagesOf } from './stores-under-test.ts';

const doorTo = (statement: string) => ({ code: fresh(), statement, expiresAt: NOW + 86_400_000, tries: 0 });

export const statementsContract: Contract = (stores) => {
  test('a statement stands once, with the door it came with', async () => {
    const { statements } = stores();
    const issued = makeIssued();
    const [door, late] = [doorTo(issued.id), doorTo(issued.id)];
    expect(await statements.put(issued, door)).toBe('stored');
    expect(await statements.put({ ...issued, issuedAt: NOW + 1 }, late)).toBe('stands');
    expect(await statements.get(issued.id)).toEqual(issued);
    expect(await statements.door(door.code)).toEqual(door);
    expect(await statements.door(late.code)).toBeUndefined();
  });

  test('a code that opens another household’s statement is taken: that door stays, and nothing is stored', async () => {
    const { statements } = stores();
    const [theirs, ours] = [makeIssued(), makeIssued()];
    const door = doorTo(theirs.id);
    await statements.put(theirs, door);
    expect(await statements.put(ours, { ...door, statement: ours.id })).toBe('code-taken');
    expect(await statements.door(door.code)).toEqual(door);
    expect(await statements.get(ours.id)).toBeUndefined();
    expect(await statements.put({ ...ours, codeAttempt: 1 }, doorTo(ours.id))).toBe('stored');
    expect(await statements.get(ours.id)).toEqual({ ...ours, codeAttempt: 1 });
    expect(await statements.put(ours, { ...door, statement: ours.id })).toBe('stands');
  });

  test('two statements that meet on one code: one has it, the other hears that it is taken', async () => {
    const { statements } = stores();
    const [one, two] = [makeIssued(), makeIssued()];
    const code = fresh();
    const results = await Promise.all(
      [one, two].map((issued) => statements.put(issued, { ...doorTo(issued.id), code })),
    );
    expect(results.sort()).toEqual(['code-taken', 'stored']);
  });

  test('one without a door is found by id and subject', async () => {
    const { statements } = stores();
    const issued = makeIssued();
    const earlier = makeIssued({ subject: issued.subject, from: '2026-09-01', to: '2026-09-30' });
    expect(await statements.put(issued, undefined)).toBe('stored');
    expect(await statements.put(earlier, undefined)).toBe('stored');
    expect((await statements.of(issued.subject)).map(({ id }) => id)).toEqual([earlier.id, issued.id]);
    expect(await statements.of(fresh('h-'))).toEqual([]);
    expect(await statements.get(makeIssued().id)).toBeUndefined();
    expect(await statements.get('nonsense')).toBeUndefined();
  });

  describe('the list of a period', () => {
    const period = { from: '2026-10-01', to: '2026-10-31' };
    const [township, next] = [freshTownship(), freshTownship()];
    const county = township.slice(0, 6);
    const at = (area: string, more: Partial<IssuedStatement> = {}) => makeIssued({ area, ...more });
    const places = (items: readonly { id: string }[]) => items.map(({ id }) => id);

    test('holds each of the series once, by village, in its county, township or village', async () => {
      const { statements } = stores();
      const [near, far, nowhere] = [at(`${township}201`), at(`${township}203`), at(`${township}000`)];
      const elsewhere = at(`${next}201`);
      for (const each of [far, near, elsewhere, nowhere, near]) await statements.put(each, doorTo(each.id));
      const { items } = await statements.issuedIn(township, period);
      expect(items).toEqual([nowhere, near, far].map(({ id, area }) => ({ id, area })));
      expect(places((await statements.issuedIn(`${township}203`, period)).items)).toEqual([far.id]);
      const all = places((await statements.issuedIn(county, period)).items);
      expect(all).toEqual(expect.arrayContaining(places(items)));
      expect(all.includes(elsewhere.id)).toBe(next.startsWith(county));
      expect((await statements.issuedIn(township, { ...period, from: '2026-09-01' })).items).toEqual([]);
    });

    test('leaves out what was made on demand', async () => {
      const { statements } = stores();
      const area = `${freshTownship()}201`;
      const [mine, onDemand] = [at(area), at(area)];
      await statements.put(mine, undefined);
      await statements.put({ ...onDemand, id: `${onDemand.id}.${NOW}` }, undefined);
      expect(places((await statements.issuedIn(area, period)).items)).toEqual([mine.id]);
    });

    test('is read in pages', async () => {
      const { statements } = stores();
      const area = freshTownship();
      for (let nth = 0; nth < 5; nth++) await statements.put(at(`${area}20${nth}`), undefined);
      const pages = await pagesOf((after: ListedStatement | undefined) =>
        statements.issuedIn(area, period, { limit: 2, ...(after && { after }) }),
      );
      expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(pages.flat()).toEqual((await statements.issuedIn(area, period)).items);
      const ids = places(pages.flat());
      expect(places(await statements.getMany([...ids.toReversed(), `${fresh('h-')}.2026-10-01.2026-10-31`]))).toEqual(
        ids.toReversed(),
      );
    });

    test('a code that is taken puts a statement on the list once', async () => {
      const { statements } = stores();
      const area = `${freshTownship()}201`;
      const [theirs, ours] = [at(area), at(area)];
      const door = doorTo(theirs.id);
      await statements.put(theirs, door);
      expect(await statements.put(ours, { ...door, statement: ours.id })).toBe('code-taken');
      expect(await statements.put({ ...ours, codeAttempt: 1 }, doorTo(ours.id))).toBe('stored');
      expect(places((await statements.issuedIn(area, period)).items)).toEqual([theirs.id, ours.id].sort());
    });
  });

  describe('deliveries', () => {
    const entry = (deliveredOn: string, more: Partial<Delivery> = {}): Delivery => ({
      deliveredOn,
      to: 'family',
      name: '李明',
      relation: '儿子',
      method: 'by-hand',
      by: 'v-1',
      at: NOW,
      ...more,
    });

    test('are kept one by one, and stand on the list with the last day', async () => {
      const { statements } = stores();
      const issued = makeIssued({ area: `${freshTownship()}201` });
      await statements.put(issued, doorTo(issued.id));
      const once = withDelivery(undelivered(issued.id), entry('2026-11-06'));
      const twice = withDelivery(once, entry('2026-11-08', { request: { key: 'k', digest: 'd' } }));
      expect(await statements.deliveries(issued.id)).toBeUndefined();
      expect(await statements.deliver(issued, once)).toBe(true);
      expect(await statements.deliver(issued, twice)).toBe(true);
      expect(await statements.deliveries(issued.id)).toEqual(twice);
      expect(await statements.deliveriesOf(issued.subject)).toEqual([twice]);
      expect((await statements.of(issued.subject)).map(({ id }) => id)).toEqual([issued.id]);
      const { items } = await statements.issuedIn(issued.area, issued);
      expect(items).toEqual([{ id: issued.id, area: issued.area, delivered: { on: '2026-11-08', version: 3 } }]);
      expect(await statements.put(issued, undefined)).toBe('stands');
      expect((await statements.issuedIn(issued.area, issued)).items).toEqual(items);
    });

    test('of two at once one is taken', async () => {
      const { statements } = stores();
      const issued = makeIssued();
      await statements.put(issued, undefined);
      const days = ['2026-11-06', '2026-11-07'];
      const first = days.map((day) => withDelivery(undelivered(issued.id), entry(day)));
      const taken = await Promise.all(first.map((each) => statements.deliver(issued, each)));
      expect(taken.sort()).toEqual([false, true]);
    });

    test('of one made on demand put nothing on the list', async () => {
      const { statements } = stores();
      const made = makeIssued({ area: `${freshTownship()}201` });
      const issued = { ...made, id: `${made.id}.${NOW}` };
      await statements.put(issued, undefined);
      expect(await statements.deliver(issued, withDelivery(undelivered(issued.id), entry('2026-11-06')))).toBe(true);
      expect((await statements.issuedIn(issued.area, issued)).items).toEqual([]);
    });
  });

  test('wrong tries are counted one by one, and unlocking starts again', async () => {
    const { statements } = stores();
    const issued = makeIssued();
    const door = doorTo(issued.id);
    await statements.put(issued, door);
    const tries = await Promise.all([1, 2, 3].map(() => statements.wrongTry(door.code)));
    expect(tries.sort()).toEqual([1, 2, 3]);
    expect((await statements.door(door.code))?.tries).toBe(3);
    await statements.unlock(door.code);
    expect(await statements.door(door.code)).toEqual(door);
  });

  test('a door is hung anew with its code, also where the old one is gone, but never in another’s place', async () => {
    const { statements } = stores();
    const [issued, other] = [makeIssued(), makeIssued()];
    const door = doorTo(issued.id);
    await statements.put(issued, door);
    await statements.wrongTry(door.code);
    const later = { ...door, expiresAt: NOW + 2 * 86_400_000 };
    expect(await statements.renew(later)).toBe(true);
    expect(await statements.door(door.code)).toEqual(later);
    expect(await statements.renew({ ...door, statement: other.id })).toBe(false);
    expect(await statements.door(door.code)).toEqual(later);
    const gone = doorTo(other.id);
    expect(await statements.renew(gone)).toBe(true);
    expect(await statements.door(gone.code)).toEqual(gone);
  });

  test('wrong entries are counted by the place they come from', async () => {
    const { statements } = stores();
    const [one, other] = [fresh(), fresh()];
    expect(await statements.wrongFrom(one)).toBe(0);
    await Promise.all([1, 2, 3].map(() => statements.countWrongFrom(one, NOW)));
    await statements.countWrongFrom(other, NOW);
    expect([await statements.wrongFrom(one), await statements.wrongFrom(other)]).toEqual([3, 1]);
  });

  test('trying or unlocking a door that is not there makes none', async () => {
    const code = fresh();
    await stores().statements.wrongTry(code);
    await stores().statements.unlock(code);
    expect(await stores().statements.door(code)).toBeUndefined();
  });
};
