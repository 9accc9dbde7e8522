import { addDays, weekdayOf } from '../domain/shanghai-day.ts';
import { timeOn } from './cloud-event.ts';

/** A month that ends a quarter, so that the statements of the quarter come at its end. */
export const FIRST_DAY = '2026-12-01';

export const instant = (day: string, time: string) => Date.parse(timeOn(day, time));

export const monthDays = Array.from({ length: 31 }, (_, i) => addDays(FIRST_DAY, i));

/** Without weekends: offices send nothing then. */
export const officeDays = monthDays.filter((day) => weekdayOf(day) !== 0 && weekdayOf(day) !== 6);
