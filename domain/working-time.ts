import { type Calendar, isWorkday } from './calendar.ts';
import { addDays, type Day, dayOf, endOf, startOf } from './shanghai-day.ts';

/** A workday's length: working time is 00:00–24:00 of workdays, in ms. */
export const WORKDAY = 86_400_000;

/** Working time between two instants (epoch ms), in ms; 0 where the second is not later. */
export function workBetween(from: number, to: number, calendar: Calendar): number {
  let work = 0;
  for (let day = dayOf(from); startOf(day) < to; day = addDays(day, 1)) {
    if (isWorkday(day, calendar).workday) work += Math.max(0, Math.min(to, endOf(day)) - Math.max(from, startOf(day)));
  }
  return work;
}

/**
 * The instant at which `work` ms of working time have passed since `from`. What is used up with a workday ends at its 24:00,
 * not at the start of the next one. `provisional`: a year it crosses is not in the calendar yet. No work takes no time.
 */
export function afterWork(from: number, work: number, calendar: Calendar): { at: number; provisional: boolean } {
  let provisional = false;
  let left = work;
  let day: Day = dayOf(from);
  for (let at = from; left > 0; at = startOf(day)) {
    const reckoned = isWorkday(day, calendar);
    provisional ||= reckoned.provisional;
    if (reckoned.workday) {
      const available = endOf(day) - at;
      if (left <= available) return { at: at + left, provisional };
      left -= available;
    }
    day = addDays(day, 1);
  }
  return { at: from, provisional };
}
