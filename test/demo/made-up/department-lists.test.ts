import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed, rowsOf } from '../../../demo/made-up/department-lists.ts';
import { householdsOf } from '../../../demo/made-up/roster.ts';
import { parseEvent } from '../../../domain/events/event.ts';
import { makeEvent } from '../../factories.ts';
import { longxi } from './county.ts';

const AFTER = Date.parse('2026-11-01T00:00:00+08:00');

describe("the departments' lists of a month", () => {
  it.each(listed)('%s has rows, all valid', (name) => {
    const making = longxi();
    const rows = [...householdsOf(making, 10_000)].flatMap((household) =>
      rowsOf(name, { making, household, month: '2026-10' }),
    );
    expect(rows.length).toBeGreaterThan(10);
    const refused = rows.filter((row) => !parseEvent({ ...makeEvent(name), data: row }, AFTER).ok);
    expect(refused).toEqual([]);
  });

  it('are the same whichever are asked for, and in whatever order', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.shuffledSubarray([...listed]),
        fc.constantFrom('2026-01', '2026-09', '2027-02'),
        (seed, order, month) => {
          const making = longxi(seed);
          const [household] = householdsOf(making, 1);
          if (!household) throw new Error('no household');
          const asked = { making, household, month };
          const all = new Map(listed.map((name) => [name, rowsOf(name, asked)]));
          for (const name of order) expect(rowsOf(name, asked)).toEqual(all.get(name));
        },
      ),
    );
  });

  it('tell of the same stays in the settlements and in the hospital’s list', () => {
    const making = longxi();
    for (const household of householdsOf(making, 5000)) {
      const asked = { making, household, month: '2026-10' };
      const stays = rowsOf('hospitalization', asked).map((stay) => stay['dischargedOn']);
      const inpatient = rowsOf('medical-expense', asked).filter(
        ({ visitType, refund }) => visitType === 'inpatient' && refund === undefined,
      );
      expect(inpatient.map(({ settledOn }) => settledOn)).toEqual(stays);
    }
  });
});
