import { addDays, addMonths, chineseDate, type Day, yearOf } from './shanghai-day.ts';

export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year';

/** Whole days in Asia/Shanghai, both included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export interface LabelledPeriod extends Period {
  /** As a heading says it: 2026年10月至12月. */
  readonly label: string;
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const satisfies Record<PeriodKind, number>;
const HOW_LONG: Readonly<Record<number, string>> = {
  1: '这个月',
  2: '这两个月',
  3: '这三个月',
  6: '这半年',
  12: '这一年',
};

/** The month, quarter, half-year or year of the calendar that holds a day. */
export function periodOf(kind: PeriodKind, day: Day): LabelledPeriod {
  const months = MONTHS[kind];
  const month = Number(day.slice(5, 7)) - 1;
  const first = String(month - (month % months) + 1).padStart(2, '0');
  return periodFrom(`${yearOf(day)}-${first}-01`, months);
}

/** The newest one that was over before the period of `day` began: what a sheet issued on that day is about. */
export function previousPeriod(kind: PeriodKind, day: Day): LabelledPeriod {
  return periodOf(kind, addDays(periodOf(kind, day).from, -1));
}

const NAMED = /^(?<year>\d{4})(?:-(?<month>0[1-9]|1[0-2])|-?Q(?<quarter>[1-4])|-?H(?<half>[12]))?$/i;

/** The period that a short name means: 2026-10, 2026Q4, 2026H2 or 2026; undefined where it is none. */
export function periodNamed(text: string): LabelledPeriod | undefined {
  const groups = NAMED.exec(text.trim())?.groups;
  if (!groups) return undefined;
  const { year = '', month, quarter, half } = groups;
  if (month) return periodOf('month', `${year}-${month}-01`);
  if (quarter) return periodFrom(firstOf(year, Number(quarter), MONTHS.quarter), MONTHS.quarter);
  if (half) return periodFrom(firstOf(year, Number(half), MONTHS['half-year']), MONTHS['half-year']);
  return periodOf('year', `${year}-01-01`);
}

const firstOf = (year: string, nth: number, months: number): Day =>
  `${year}-${String((nth - 1) * months + 1).padStart(2, '0')}-01`;

/** Whether these days are exactly one period of the kind. */
export function isPeriodOf(kind: PeriodKind, { from, to }: Period): boolean {
  const whole = periodOf(kind, from);
  return whole.from === from && whole.to === to;
}

/** 2026年10月, 2026年10月至12月, 2026年12月至2027年1月; with days where it is not made of whole months. */
export function periodLabel({ from, to }: Period): string {
  const [start, end] = isWholeMonths({ from, to })
    ? [monthText(from), monthText(to)]
    : [chineseDate(from, { year: true }), chineseDate(to, { year: true })];
  if (start === end) return start;
  return `${start}至${sameYear(from, to) ? end.slice(end.indexOf('年') + 1) : end}`;
}

/** How people call it when they hold the sheet: 这三个月. */
export function periodInWords({ from, to }: Period): string {
  const months = monthsFrom(from, to) + 1;
  return (isWholeMonths({ from, to }) ? HOW_LONG[months] : undefined) ?? '这段时间';
}

/** 9月份, with its year where that is not the year of `beside`. */
export function monthInWords(day: Day, beside: Day): string {
  return `${sameYear(day, beside) ? '' : `${yearOf(day)}年`}${Number(day.slice(5, 7))}月份`;
}

/** Last day of a month 'YYYY-MM' (or of the month of a day). */
export function lastDayOf(month: string): Day {
  return addDays(addMonths(`${month.slice(0, 7)}-01`, 1), -1);
}

function periodFrom(from: Day, months: number): LabelledPeriod {
  const period = { from, to: lastDayOf(addMonths(from, months - 1)) };
  return { ...period, label: periodLabel(period) };
}

function monthsFrom(from: Day, to: Day): number {
  return (Number(yearOf(to)) - Number(yearOf(from))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

function isWholeMonths({ from, to }: Period): boolean {
  return from.endsWith('-01') && to === lastDayOf(to);
}

function sameYear(one: Day, other: Day): boolean {
  return yearOf(one) === yearOf(other);
}

function monthText(day: Day): string {
  return `${yearOf(day)}年${Number(day.slice(5, 7))}月`;
}
