import type { List } from './profile.ts';
import { addDays, addMonths, type Day, monthOf, weekdayOf, yearOf } from './shanghai-day.ts';
import { lastDayOf } from './statement-period.ts';

/** A week, month or quarter that a list is about, as it is asked for: `2026-W47`, `2026-11`, `2026-Q4`. Days included. */
export interface ListPeriod {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

type Every = List['every'];

/** The period of that name; undefined where the list does not come by such periods, or there is none. */
export function parseListPeriod(every: Every, name: string): ListPeriod | undefined {
  switch (every) {
    case 'week': {
      const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
      const monday = year && week && addDays(mondayOf(`${year}-01-04`), (Number(week) - 1) * 7);
      const period = monday ? listPeriodOf('week', monday) : undefined;
      return period?.name === name ? period : undefined;
    }
    case 'month':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(name) ? listPeriodOf('month', `${name}-01`) : undefined;
    case 'quarter': {
      const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(name) ?? [];
      return year && quarter
        ? listPeriodOf('quarter', `${year}-${String(Number(quarter) * 3).padStart(2, '0')}-01`)
        : undefined;
    }
  }
}

/** The period that holds a day. Weeks are those of ISO 8601: they begin on Monday, the first holds 4 January. */
export function listPeriodOf(every: Every, day: Day): ListPeriod {
  switch (every) {
    case 'week': {
      const from = mondayOf(day);
      const year = yearOf(addDays(from, 3));
      const week = (Date.parse(from) - Date.parse(mondayOf(`${year}-01-04`))) / (7 * 86_400_000) + 1;
      return { name: `${year}-W${String(Math.round(week)).padStart(2, '0')}`, from, to: addDays(from, 6) };
    }
    case 'month':
      return { name: monthOf(day), from: `${monthOf(day)}-01`, to: lastDayOf(day) };
    case 'quarter': {
      const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
      const from = `${yearOf(day)}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
      return { name: `${yearOf(day)}-Q${quarter}`, from, to: lastDayOf(addMonths(from, 2)) };
    }
  }
}

/** The newest period whose list is ready on a day: it is over, and the profile's day after it has come. */
export function readyPeriod(
  { every, day: nth }: Pick<List, 'every' | 'day'>,
  today: Day,
): ListPeriod & { readyOn: Day } {
  const current = listPeriodOf(every, today);
  const last = listPeriodOf(every, addDays(current.from, -1));
  const readyOn = addDays(current.from, nth - 1);
  if (readyOn <= today) return { ...last, readyOn };
  const before = listPeriodOf(every, addDays(last.from, -1));
  return { ...before, readyOn: addDays(last.from, nth - 1) };
}

const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));
