import * as z from 'zod';
import { holidayName } from './holiday-name.ts';
import {
  addDays,
  chineseDate,
  chineseDateTime,
  type Day,
  dayOf,
  endOf,
  isDay,
  startOf,
  weekdayName,
  weekdayOf,
  yearOf,
} from './shanghai-day.ts';

const day = z.string({ error: '日期要写成 2026-10-01 这样' }).refine(isDay, { error: '不是真有的一天' });
const daysOfYear = z.array(day, { error: '要写成日期的清单' });

/** What `provinces/calendars/cn.yaml` must look like; the messages are for the admin who edits it. */
export const CalendarSchema = z.strictObject({
  source: z.string().optional(),
  years: z
    .record(
      z.string().regex(/^\d{4}$/, { error: '年份要写成四位数字' }),
      z.strictObject({ holidays: daysOfYear, makeUpWorkdays: daysOfYear }),
    )
    .superRefine((years, context) => {
      for (const [year, { holidays, makeUpWorkdays }] of Object.entries(years)) {
        const stray = [...holidays, ...makeUpWorkdays].find((it) => yearOf(it) !== year);
        const both = holidays.find((it) => makeUpWorkdays.includes(it));
        if (stray) context.addIssue({ code: 'custom', path: [year], message: `${stray} 不在${year}年` });
        if (both) context.addIssue({ code: 'custom', path: [year], message: `${both} 既放假又上班` });
      }
    }),
});

/** Statutory holidays and make-up workdays by year; a year that is not there is not known yet. */
export type Calendar = z.output<typeof CalendarSchema>;

/** How long something may take. Workdays are counted by the calendar, hours run through nights and holidays. */
export interface Limit {
  amount: number;
  unit: 'workdays' | 'hours';
}

/** '8 workdays', '48 hours' */
export function parseLimit(text: string): Limit | undefined {
  const [, amount, unit] = /^([1-9]\d{0,2}) (workday|hour)s?$/.exec(text.trim()) ?? [];
  if (unit === undefined) return undefined;
  return { amount: Number(amount), unit: unit === 'hour' ? 'hours' : 'workdays' };
}

/** What `parseLimit` reads back. */
export const limitText = ({ amount, unit }: Limit): string => `${amount} ${unit}`;

type Reckoning = 'workday' | 'make-up' | 'weekend' | 'holiday';

/** Free every year by law, whatever the arrangement around them (全国年节及纪念日放假办法, 2024): the others go by the moon. */
const ALWAYS_FREE = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

function reckon(day: Day, calendar: Calendar): Reckoning {
  const year = calendar.years[yearOf(day)];
  if (!year && ALWAYS_FREE.has(day.slice(5))) return 'holiday';
  if (year?.holidays.includes(day)) return 'holiday';
  if (year?.makeUpWorkdays.includes(day)) return 'make-up';
  return [0, 6].includes(weekdayOf(day)) ? 'weekend' : 'workday';
}

/**
 * The year whose arrangement is missing, where that can still change the day. The last three days of a year go by the
 * next year's arrangement: 2018-12-29 was worked and 2018-12-31 free for New Year 2019.
 */
function missingYear(day: Day, calendar: Calendar): string | undefined {
  const years = [yearOf(day), yearOf(addDays(day, 3))];
  return years.find((year) => calendar.years[year] === undefined);
}

/** `provisional`: the arrangement is not published yet, so the day is judged by its weekday and by what is free every year. */
export function isWorkday(day: Day, calendar: Calendar): { workday: boolean; provisional: boolean } {
  const reckoning = reckon(day, calendar);
  return {
    workday: reckoning === 'workday' || reckoning === 'make-up',
    provisional: missingYear(day, calendar) !== undefined,
  };
}

/** A deadline: the instant (epoch ms), whether a missing year may still move it, and in Chinese why it is this one. */
export interface Due {
  at: number;
  provisional: boolean;
  why: string;
}

/**
 * The day of raising does not count; a workday deadline ends at 24:00 Shanghai on the nth workday after it. Hours are
 * natural time. A missing year never blocks: it makes the deadline provisional, and `why` says so.
 */
export function dueAfter(from: number, limit: Limit, calendar: Calendar): Due {
  if (limit.unit === 'hours') {
    const at = from + limit.amount * 3_600_000;
    const why = [`${limit.amount}小时(夜里和节假日照算),到${chineseDateTime(at)}`, ...running(from, at, calendar)];
    return { at, provisional: false, why: why.join(';') };
  }
  const first = dayOf(from);
  const passed: Day[] = [];
  let last = first;
  for (let counted = 0; counted < limit.amount; ) {
    last = addDays(last, 1);
    passed.push(last);
    if (isWorkday(last, calendar).workday) counted += 1;
  }
  const missing = passed.map((it) => missingYear(it, calendar)).find((year) => year !== undefined);
  const why = [`${chineseDate(first)}当天不算,第${limit.amount}个工作日是${chineseDate(last)},到24时`];
  why.push(...skipped(passed, calendar));
  if (missing !== undefined) why.push(`${missing}年的放假安排还没有录入,期限是暂定的`);
  return { at: endOf(last), provisional: missing !== undefined, why: why.join(';') };
}

/** Free days that hours run through: the one thing that people ask about. */
function running(from: number, at: number, calendar: Calendar): string[] {
  const passed: Day[] = [];
  for (let day = dayOf(from); startOf(day) < at; day = addDays(day, 1)) passed.push(day);
  const names = [...holidays(passed, calendar).keys()];
  return names.length > 0 ? [`碰上${names.join('、')}放假也不停`] : [];
}

function skipped(days: Day[], calendar: Calendar): string[] {
  const of = (kind: Reckoning) => days.filter((it) => reckon(it, calendar) === kind);
  const free = [
    ...[...holidays(days, calendar)].map(([name, { length }]) => `${name}放假${length}天`),
    ...(of('weekend').length > 0 ? [`周末${of('weekend').length}天`] : []),
  ];
  const makeUp = of('make-up').map((it) => `${chineseDate(it)}(${weekdayName(it)})`);
  return [
    ...(free.length > 0 ? [`其间${free.join('、')}不算`] : []),
    ...(makeUp.length > 0 ? [`${makeUp.join('、')}调休上班,算工作日`] : []),
  ];
}

/** Holidays among the days by what they are free for, in their order. */
function holidays(days: readonly Day[], calendar: Calendar): Map<string, Day[]> {
  const isHoliday = (day: Day) => reckon(day, calendar) === 'holiday';
  return Map.groupBy(days.filter(isHoliday), (day) => holidayName(day, isHoliday));
}

/**
 * The latest instant with `n` workdays of working time (00:00–24:00 of workdays) between it and `at`. It lies on a
 * workday, so that a reminder never comes on a free day: one workday before 24:00 on Monday is 00:00 on Monday.
 */
export function workdayBefore(at: number, n: number, calendar: Calendar): number {
  if (n === 0) return at;
  const free = (it: Day) => !isWorkday(it, calendar).workday;
  let day = dayOf(at);
  // Midnight and free time take nothing from a workday: whole workdays before them are counted by their starts.
  const intoDay = free(day) ? 0 : at - startOf(day);
  for (let counted = 0; counted < n; ) {
    day = addDays(day, -1);
    if (!free(day)) counted += 1;
  }
  return startOf(day) + intoDay;
}
