import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkday } from '../../domain/calendar.ts';
import { addDays, dayOf, endOf, startOf } from '../../domain/shanghai-day.ts';
import { afterWork, WORKDAY, workBetween } from '../../domain/working-time.ts';
import { compileProvince } from '../../lib/province.ts';

const { calendar } = compileProvince('gansu').province;
const HOUR = 3_600_000;
const at = (day: string, hour = 0) => startOf(day) + hour * HOUR;

describe('working time between two instants', () => {
  it.each([
    ['within a workday', at('2026-11-06', 9), at('2026-11-06', 17.5), 8.5],
    ['over a weekend', at('2026-11-06', 10), at('2026-11-09', 10), 24],
    ['within a weekend', at('2026-11-07', 1), at('2026-11-08', 23), 0],
    ['over 国庆 with its make-up Saturday', at('2026-09-30', 12), at('2026-10-11'), 12 + 3 * 24],
    ['backwards', at('2026-11-06', 10), at('2026-11-06', 9), 0],
    ['from nothing to nothing', at('2026-11-06', 10), at('2026-11-06', 10), 0],
  ])('%s', (_, from, to, hours) => {
    expect(workBetween(from, to, calendar)).toBe(hours * HOUR);
  });
});

describe('after some working time', () => {
  it.each([
    ['the rest of a workday ends at its 24:00', at('2026-11-06', 10), 14, endOf('2026-11-06')],
    ['a minute more falls on Monday', at('2026-11-06', 10), 14 + 1 / 60, at('2026-11-09') + 60_000],
    ['what begins on a free day begins with the next workday', at('2026-11-07', 15), 2, at('2026-11-09', 2)],
    ['国庆 is passed over and its make-up Saturday counts', at('2026-10-08', 12), 60, endOf('2026-10-10')],
    ['no work takes no time', at('2026-11-07', 15), 0, at('2026-11-07', 15)],
  ])('%s', (_, from, hours, until) => {
    expect(afterWork(from, hours * HOUR, calendar)).toEqual({ at: until, provisional: false });
  });

  it('says where a missing year may still move it', () => {
    expect(afterWork(at('2026-12-28'), 3 * WORKDAY, calendar).provisional).toBe(true);
    expect(afterWork(at('2026-12-24'), 2 * WORKDAY, calendar).provisional).toBe(false);
  });

  it('is the inverse of the time between, and ends in working time', () => {
    const instant = fc.integer({ min: at('2026-01-01'), max: at('2026-12-01') });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 20 * WORKDAY }), (from, work) => {
        const until = afterWork(from, work, calendar).at;
        expect(workBetween(from, until, calendar)).toBe(work);
        expect(isWorkday(dayOf(until - 1), calendar).workday).toBe(true);
        expect(afterWork(from, work + 1, calendar).at).toBeGreaterThan(until);
      }),
    );
  });

  it('a workday more is the same time on the next workday', () => {
    for (let day = '2026-09-01'; day < '2026-11-01'; day = addDays(day, 1)) {
      if (!isWorkday(day, calendar).workday) continue;
      const next = afterWork(at(day, 10), WORKDAY, calendar).at;
      expect([isWorkday(dayOf(next), calendar).workday, next - startOf(dayOf(next))]).toEqual([true, 10 * HOUR]);
    }
  });
});
