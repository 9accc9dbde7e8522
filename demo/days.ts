import { addDays, weekdayOf } from '../domain/shanghai-day.ts';
import { timeOn } from './cloud-event.ts';

/** A month that ends a quarter, so that its statements show a whole one. */
export const FIRST_DAY = '2026-12-01';
export const LAST_DAY = '2026-12-31';

export const instant = (day: string, time: string) => Date.parse(timeOn(day, time));

/** Without weekends: offices send nothing then. */
export const officeDays = Array.from({ length: 31 }, (_, i) => addDays(FIRST_DAY, i)).filter(
  (day) => weekdayOf(day) !== 0 && weekdayOf(day) !== 6,
);
