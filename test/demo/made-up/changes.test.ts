import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, newHouseholds } from '../../../demo/made-up/changes.ts';
import type { MadeUpHousehold } from '../../../demo/made-up/household.ts';
import { householdsOf, rosterData } from '../../../demo/made-up/roster.ts';
import { parseEvent } from '../../../domain/events/event.ts';
import { makeEvent } from '../../factories.ts';
import { longxi } from './county.ts';

const MONTH = '2026-11';
const AFTER = Date.parse('2026-12-01T00:00:00+08:00');

/** Rows of a roster by ID number. */
const rows = (households: Iterable<MadeUpHousehold>) =>
  new Map(
    [...households].flatMap((household) =>
      household.members.map((person) => [person.idNumber, rosterData(household, person)] as const),
    ),
  );

function played(seed: number, people: number) {
  const making = longxi(seed);
  const before = [...householdsOf(making, people)];
  const changes = before.map((household) => ({ household, change: changeOf(making, household, MONTH) }));
  const fresh = [...newHouseholds(making, before.length, MONTH)];
  const after = [
    ...changes.flatMap(({ household, change }) => change?.after ?? [household]),
    ...fresh.flatMap((change) => change.after),
  ];
  const all = [...changes.flatMap(({ change }) => change ?? []), ...fresh];
  return { before, after, all, people: all.flatMap((change) => change.people) };
}

describe('a month', () => {
  it('brings everything that changes a roster', () => {
    const kinds = new Set(played(7, 12_000).all.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['birth', 'death', 'divorce', 'illness', 'left', 'move', 'new', 'phone']);
  });

  it('told as a difference leads from the full list of before to the full list of after', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 3000 }), (seed, size) => {
        const { before, after, people } = played(seed, size);
        const list = rows(before);
        for (const { change, household, person } of people) {
          if (change === 'left') expect(list.delete(person.idNumber)).toBe(true);
          else {
            expect(list.has(person.idNumber)).toBe(change === 'changed');
            list.set(person.idNumber, rosterData(household, person));
          }
        }
        expect(list).toEqual(rows(after));
      }),
      { numRuns: 20 },
    );
  });

  it('leaves each household one head, ids of their own and numbers of their own', () => {
    const { after } = played(11, 8000);
    for (const { members } of after) expect(members.filter(({ relation }) => relation === 'head').length).toBe(1);
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    expect(rows(after).size).toBe(after.flatMap(({ members }) => members).length);
  });

  it('is made of valid rows', () => {
    const refused = played(5, 8000).people.flatMap(({ household, person }) => {
      const parsed = parseEvent(makeEvent('roster', { data: rosterData(household, person) }), AFTER);
      return parsed.ok ? [] : parsed.issues;
    });
    expect(refused).toEqual([]);
  });
});
