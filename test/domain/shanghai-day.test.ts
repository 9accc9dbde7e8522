import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  chineseDate,
  chineseDateTime,
  dayOf,
  daysBetween,
  endOf,
  isDay,
  monthOf,
  startOf,
  weekdayOf,
  yearOf,
} from '../../domain/shanghai-day.ts';

const anyDay = fc.integer({ min: 0, max: Date.UTC(2099, 0, 1) }).map(dayOf);

describe('a day in Shanghai', () => {
  it.each([
    ['2026-11-27T15:59:59.999Z', '2026-11-27'],
    ['2026-11-27T16:00:00Z', '2026-11-28'],
    ['2026-12-31T16:00:00Z', '2027-01-01'],
  ])('at %s is %s', (instant, day) => expect(dayOf(Date.parse(instant))).toBe(day));

  it('starts at 16:00 UTC of the day before and ends where the next one starts', () => {
    expect(startOf('2026-11-27')).toBe(Date.parse('2026-11-26T16:00:00Z'));
    expect(endOf('2026-11-27')).toBe(startOf('2026-11-28'));
  });

  it.each([
    ['2026-11-27', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-11-31', false],
    ['2026-1-1', false],
    ['2026-11-27T00:00:00Z', false],
    ['', false],
  ])('%j is one: %s', (text, real) => expect(isDay(text)).toBe(real));

  it('is one exactly where the calendar has it', () => {
    const part = (max: number, digits: number) =>
      fc.integer({ min: 0, max }).map((n) => String(n).padStart(digits, '0'));
    fc.assert(
      fc.property(part(9999, 4), part(14, 2), part(33, 2), (year, month, date) => {
        const text = `${year}-${month}-${date}`;
        const instant = new Date(`${text}T00:00:00Z`);
        const real = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
        expect(isDay(text)).toBe(real);
      }),
      { numRuns: 2000 },
    );
  });

  it('belongs to a month, a year and a weekday', () => {
    expect([monthOf('2026-11-27'), yearOf('2026-11-27'), weekdayOf('2026-11-27'), weekdayOf('2026-11-29')]).toEqual([
      '2026-11',
      '2026',
      5,
      0,
    ]);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-27', 0, '2026-11-27'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %d months is %s', (day, months, then) => expect(addMonths(day, months)).toBe(then));

  it('goes forward and back by the same number of days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(dayOf(startOf(day))).toBe(day);
        expect(isDay(day)).toBe(true);
      }),
    );
  });

  it('is written in Chinese without leading zeros', () => {
    expect(chineseDate('2026-11-07')).toBe('11月7日');
    expect(chineseDate('2026-01-07', { year: true })).toBe('2026年1月7日');
    expect(chineseDateTime(Date.parse('2026-11-27T10:30:00Z'))).toBe('11月27日18时30分');
    expect(chineseDateTime(Date.parse('2026-11-27T00:05:00Z'))).toBe('11月27日8时05分');
    expect(chineseDateTime(Date.parse('2026-12-31T16:00:00Z'), { year: true })).toBe('2027年1月1日0时');
  });
});
