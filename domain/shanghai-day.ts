/** A day in Asia/Shanghai, 'YYYY-MM-DD'. Days compare correctly as text. */
export type Day = string;

/** China has kept UTC+8 without daylight saving since 1991. */
const OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

const utcMidnight = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOfUtc = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** The Shanghai day an instant (epoch ms) falls on. */
export function dayOf(instant: number): Day {
  return dayOfUtc(instant + OFFSET);
}

/** 00:00 in Shanghai, epoch ms. */
export function startOf(day: Day): number {
  return utcMidnight(day) - OFFSET;
}

/** 24:00 in Shanghai, epoch ms: the first instant that no longer belongs to the day. */
export function endOf(day: Day): number {
  return startOf(day) + DAY;
}

export function addDays(day: Day, days: number): Day {
  return dayOfUtc(utcMidnight(day) + days * DAY);
}

/** The same date `months` later, or the last day of that month where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const first = new Date(`${monthOf(day)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dateOf(day), lastDate));
  return dayOfUtc(first.getTime());
}

/** Days from `a` to `b`; negative where `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((utcMidnight(b) - utcMidnight(a)) / DAY);
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether the text is a real day in our form: 2026-02-29 is none. Counted, not asked of a Date: millions of rows ask. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const days = month === 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month - 1];
  return days !== undefined && date >= 1 && date <= days;
}

/** 'YYYY-MM' */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** 'YYYY' */
export function yearOf(day: Day): string {
  return day.slice(0, 4);
}

function dateOf(day: Day): number {
  return Number(day.slice(8, 10));
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(utcMidnight(day)).getUTCDay();
}

/** 周六 */
export function weekdayName(day: Day): string {
  return `周${'日一二三四五六'.charAt(weekdayOf(day))}`;
}

/** 11月27日, or 2026年11月27日 */
export function chineseDate(day: Day, { year = false }: { year?: boolean } = {}): string {
  return `${year ? `${yearOf(day)}年` : ''}${Number(day.slice(5, 7))}月${dateOf(day)}日`;
}

/** 11月27日18时30分, on the full hour 11月27日18时 */
export function chineseDateTime(instant: number, options: { year?: boolean } = {}): string {
  const clock = new Date(instant + OFFSET);
  const minutes = clock.getUTCMinutes();
  const minutesText = minutes === 0 ? '' : `${String(minutes).padStart(2, '0')}分`;
  return `${chineseDate(dayOf(instant), options)}${clock.getUTCHours()}时${minutesText}`;
}

/** A deadline: 11月17日24时 where it ends with the day, else as `chineseDateTime` says it. */
export function chineseDeadline(instant: number): string {
  const day = dayOf(instant - 1);
  return endOf(day) === instant ? `${chineseDate(day)}24时` : chineseDateTime(instant);
}
