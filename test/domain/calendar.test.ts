import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CalendarSchema, dueAfter, isWorkday, parseLimit, workdayBefore } from '../../domain/calendar.ts';
import { dayOf, endOf, startOf } from '../../domain/shanghai-day.ts';

const calendar = CalendarSchema.parse(
  parse(readFileSync(new URL('../../provinces/calendars/cn.yaml', import.meta.url), 'utf8')),
);
const at = (local: string) => Date.parse(`${local}:00+08:00`);
const workdays = (amount: number) => ({ amount, unit: 'workdays' as const });

describe('a workday', () => {
  it.each([
    ['2026-09-30', true, 'a Wednesday'],
    ['2026-10-01', false, '国庆'],
    ['2026-10-07', false, 'the last day of 国庆'],
    ['2026-10-10', true, 'a Saturday worked for 国庆'],
    ['2026-10-11', false, 'a Sunday'],
    ['2026-09-20', true, 'a Sunday worked for 国庆'],
    ['2026-02-14', true, 'a Saturday worked for 春节'],
    ['2026-02-23', false, 'the last day of 春节'],
    ['2026-02-24', true, 'the first after it'],
  ])('%s: %s, %s', (day, workday) => expect(isWorkday(day, calendar)).toEqual({ workday, provisional: false }));

  it.each([
    ['2026-12-28', true, false],
    ['2026-12-29', true, true],
    ['2027-01-01', false, true],
    ['2027-10-04', true, true],
    ['2027-01-02', false, true],
  ])('near a year without arrangement goes by its weekday and says so: %s', (day, workday, provisional) => {
    expect(isWorkday(day, calendar)).toEqual({ workday, provisional });
  });
});

describe('a deadline', () => {
  it.each([
    ['across 国庆', '2026-09-29T10:00', 5, '2026-10-12'],
    ['to the worked Saturday', '2026-09-29T10:00', 4, '2026-10-10'],
    ['set during 国庆 (W7)', '2026-10-03T12:00', 1, '2026-10-08'],
    ['across 春节', '2026-02-13T18:00', 2, '2026-02-24'],
    ['across 春节 and its second worked Saturday', '2026-02-13T18:00', 6, '2026-02-28'],
    ['over a plain weekend', '2026-11-27T09:00', 1, '2026-11-30'],
    ['set in the last minute of a day', '2026-11-26T23:59', 1, '2026-11-27'],
    ['set at midnight', '2026-11-27T00:00', 1, '2026-11-30'],
    ['at the end of the last settled day of the year', '2026-12-25T09:00', 1, '2026-12-28'],
  ])('%s is exact', (_, from, amount, day) => {
    expect(dueAfter(at(from), workdays(amount), calendar)).toMatchObject({ at: endOf(day), provisional: false });
  });

  it('says why it is this one', () => {
    expect(dueAfter(at('2026-09-29T10:00'), workdays(5), calendar).why).toBe(
      '9月29日当天不算,第5个工作日是10月12日,到24时;其间国庆节放假7天、周末1天不算;10月10日(周六)调休上班,算工作日',
    );
    expect(dueAfter(at('2026-11-23T10:00'), workdays(3), calendar).why).toBe(
      '11月23日当天不算,第3个工作日是11月26日,到24时',
    );
    expect(dueAfter(at('2026-11-25T18:30'), { amount: 48, unit: 'hours' }, calendar)).toEqual({
      at: at('2026-11-27T18:30'),
      provisional: false,
      why: '48小时(夜里和节假日照算),到11月27日18时30分',
    });
  });

  it('across New Year into a year without arrangement is flagged, never guessed silently (W8)', () => {
    const due = dueAfter(at('2026-12-28T10:00'), workdays(5), calendar);
    expect(due).toMatchObject({ at: endOf('2027-01-05'), provisional: true });
    expect(due.why).toContain('2027年的放假安排还没有录入,期限是暂定的');
  });

  it('is exact once the year is there', () => {
    const known = {
      years: {
        ...calendar.years,
        '2027': { holidays: ['2027-01-01', '2027-01-02', '2027-01-03'], makeUpWorkdays: [] },
      },
    };
    expect(dueAfter(at('2026-12-28T10:00'), workdays(5), known)).toMatchObject({
      at: endOf('2027-01-05'),
      provisional: false,
    });
  });

  it('is never earlier for a later start or a longer limit, and lies at the end of a workday', () => {
    const instant = fc.integer({ min: at('2024-01-01T00:00'), max: at('2026-12-31T00:00') });
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 30 }), (a, b, n) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const due = dueAfter(first, workdays(n), calendar).at;
        expect(due).toBeLessThanOrEqual(dueAfter(second, workdays(n), calendar).at);
        expect(due).toBeLessThan(dueAfter(first, workdays(n + 1), calendar).at);
        expect(isWorkday(dayOf(due - 1), calendar).workday).toBe(true);
        expect(startOf(dayOf(due))).toBe(due);
      }),
    );
  });
});

describe('a reminder', () => {
  it.each([
    ['2026-10-13T00:00', 1, '2026-10-12T00:00', 'one workday before the end of a Monday is its start'],
    ['2026-10-13T00:00', 2, '2026-10-10T00:00', 'the worked Saturday counts'],
    ['2026-10-13T00:00', 4, '2026-10-08T00:00', 'after 国庆'],
    ['2026-10-13T00:00', 5, '2026-09-30T00:00', 'before 国庆'],
    ['2026-10-08T18:30', 1, '2026-09-30T18:30', 'over 国庆, the time of day stays'],
    ['2026-11-28T00:00', 1, '2026-11-27T00:00', 'a deadline on Friday at 24:00'],
    ['2026-11-30T09:00', 1, '2026-11-27T09:00', 'over the weekend'],
    ['2026-11-29T09:00', 1, '2026-11-27T00:00', 'a Sunday counts from the end of Friday'],
    ['2026-11-27T18:30', 0, '2026-11-27T18:30', 'none'],
  ])('before %s, %d workdays: %s (%s)', (deadline, n, reminder) => {
    const instant = workdayBefore(at(deadline), n, calendar);
    expect(new Date(instant).toISOString()).toBe(new Date(at(reminder)).toISOString());
  });

  it('as many workdays before a deadline as it was long comes when the first of them begins', () => {
    const instant = fc.integer({ min: at('2024-02-01T00:00'), max: at('2026-12-01T00:00') });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 15 }), (from, n) => {
        const firstDay = dayOf(dueAfter(from, workdays(1), calendar).at - 1);
        expect(workdayBefore(dueAfter(from, workdays(n), calendar).at, n, calendar)).toBe(startOf(firstDay));
      }),
    );
  });
});

it.each([
  ['8 workdays', { amount: 8, unit: 'workdays' }],
  ['1 workday', { amount: 1, unit: 'workdays' }],
  ['48 hours', { amount: 48, unit: 'hours' }],
  ['0 hours', undefined],
  ['-1 hours', undefined],
  ['1.5 hours', undefined],
  ['8 days', undefined],
  ['8workdays', undefined],
  ['', undefined],
])('the limit %j is %j', (text, limit) => expect(parseLimit(text)).toEqual(limit));

describe('a calendar file with a mistake', () => {
  const year = (holidays: string[], makeUpWorkdays: string[] = []) => ({
    years: { '2027': { holidays, makeUpWorkdays } },
  });
  it.each([
    ['a day that is none', year(['2027-02-29']), '不是真有的一天'],
    ['a day of another year', year(['2026-12-31']), '2026-12-31 不在2027年'],
    ['a day both free and worked', year(['2027-01-02'], ['2027-01-02']), '2027-01-02 既放假又上班'],
    ['a year that is none', { years: { '27': { holidays: [], makeUpWorkdays: [] } } }, '年份要写成四位数字'],
  ])('%s is told', (_, file, message) => {
    const parsed = CalendarSchema.safeParse(file);
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });
});
