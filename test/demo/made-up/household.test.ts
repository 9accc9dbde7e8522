import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { householdAt, type MadeUpHousehold, type MakingUp } from '../../../demo/made-up/household.ts';
import { MOST_HOUSEHOLDS } from '../../../demo/made-up/numbers.ts';
import { householdsOf, rosterData } from '../../../demo/made-up/roster.ts';
import { eventSchemas } from '../../../domain/events/schemas.ts';
import { parseIdentityNumber } from '../../../domain/identity-number.ts';
import { gansu, gansuCategories, longxi } from './county.ts';

const anyMaking = fc
  .record({ seed: fc.integer(), county: fc.constantFrom(...gansu) })
  .map((drawn): MakingUp => ({ ...drawn, categories: gansuCategories }));
const anyNth = fc.integer({ min: 0, max: MOST_HOUSEHOLDS - 1 });

const bornIn = ({ birth }: { birth: string }) => Number(birth.slice(0, 4));

describe('any household of any seed', () => {
  it('has members whose roster rows are valid events', () => {
    fc.assert(
      fc.property(anyMaking, anyNth, (making, nth) => {
        const household = householdAt(making, nth);
        for (const person of household.members) {
          expect(parseIdentityNumber(person.idNumber, '2025-12-31')).toMatchObject({ ok: true });
          expect(eventSchemas.roster.safeParse(rosterData(household, person)).error).toBeUndefined();
        }
      }),
    );
  });

  it('lives in a village of a township of its county, and is registered in one', () => {
    fc.assert(
      fc.property(anyMaking, anyNth, (making, nth) => {
        const { township, residence, registered } = householdAt(making, nth);
        const codes = making.county.townships.map(({ code }) => code);
        expect(codes).toContain(township);
        expect(codes).toContain(registered);
        const villages = making.county.townships.find(({ code }) => code === township)?.villages ?? [];
        expect([township, ...villages]).toContain(residence);
      }),
    );
  });

  it('has one head, at most one spouse, and children and parents of an age to be that', () => {
    fc.assert(
      fc.property(anyMaking, anyNth, (making, nth) => {
        const { members } = householdAt(making, nth);
        const [head] = members;
        expect(members.filter(({ relation }) => relation === 'head')).toEqual([head]);
        expect(members.filter(({ relation }) => relation === 'spouse').length).toBeLessThanOrEqual(1);
        for (const other of members.slice(1)) {
          if (other.relation === 'child') expect(bornIn(other) - bornIn(head)).toBeGreaterThanOrEqual(15);
          if (other.relation === 'parent') expect(bornIn(head) - bornIn(other)).toBeGreaterThanOrEqual(15);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same however often and in whatever order households are asked for', () => {
    fc.assert(
      fc.property(anyMaking, fc.uniqueArray(fc.nat(2000), { maxLength: 5 }), (making, order) => {
        const once = new Map(order.map((nth) => [nth, householdAt(making, nth)]));
        for (const nth of order.toReversed()) expect(householdAt(making, nth)).toEqual(once.get(nth));
      }),
    );
  });
});

describe('a county', () => {
  const people = (households: Iterable<MadeUpHousehold>) => [...households].flatMap(({ members }) => members);

  it('has as many people as wanted, and not one household more', () => {
    for (const wanted of [1, 2, 100, 5000]) {
      const made = people(householdsOf(longxi(), wanted)).length;
      expect(made).toBeGreaterThanOrEqual(wanted);
      expect(made).toBeLessThan(wanted + 7);
    }
  });

  it('begins with the same people, however large it is', () => {
    const small = [...householdsOf(longxi(), 300)];
    expect([...householdsOf(longxi(), 3000)].slice(0, small.length)).toEqual(small);
  });

  it('is another one for another seed', () => {
    const names = (seed: number) => people(householdsOf(longxi(seed), 200)).map(({ idNumber }) => idNumber);
    expect(names(1)).not.toEqual(names(2));
  });

  it('gives everybody a number of their own, next door and where the birthdays begin anew', () => {
    const numbers = new Set<string>();
    let made = 0;
    // Two neighbours, from whom people marry into each other, and households of all four rounds of birthdays.
    for (const county of gansu.slice(10, 12)) {
      for (const round of [0, 1, 2, 3]) {
        for (let nth = 0; nth < 1000; nth++) {
          const { members } = householdAt(
            { seed: 3, county, categories: gansuCategories },
            (round * 22_630 + nth) % MOST_HOUSEHOLDS,
          );
          made += members.length;
          for (const { idNumber } of members) numbers.add(idNumber);
        }
      }
    }
    expect(numbers.size).toBe(made);
  });

  it('shows what registers show', () => {
    const households = [...householdsOf(longxi(), 20_000)];
    const all = people(households);
    const some = (holds: (person: (typeof all)[number]) => boolean) => all.filter(holds).length / all.length;
    expect(some(({ idNumber }) => idNumber.endsWith('X'))).toBeGreaterThan(0.05);
    expect(some(({ idNumber }) => idNumber.startsWith('622425'))).toBeGreaterThan(0.1);
    expect(some(({ name }) => name.includes('喆'))).toBeGreaterThan(0.002);
    expect(some(({ name }) => name.includes('㛃'))).toBeGreaterThan(0.0005);
    expect(some(({ name }) => name.includes('·'))).toBeGreaterThan(0.002);
    expect(some(({ phone }) => phone === undefined)).toBeGreaterThan(0.1);
    const alone = households.filter(({ members }) => members.length === 1 && bornIn(members[0]) < 1965);
    expect(alone.length / households.length).toBeGreaterThan(0.1);
    const shared = households.filter(({ members }) => {
      const phones = members.flatMap(({ phone }) => phone ?? []);
      return new Set(phones).size < phones.length;
    });
    expect(shared.length / households.length).toBeGreaterThan(0.1);
    const elsewhere = households.filter(({ township, registered }) => township !== registered);
    expect(elsewhere.length / households.length).toBeGreaterThan(0.03);
    expect(all.filter(({ categories }) => categories.some(({ until }) => until !== undefined)).length).toBeGreaterThan(
      100,
    );
  });
});
