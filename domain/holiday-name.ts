import { addDays, type Day } from './shanghai-day.ts';

/** Longer than any arrangement so far: eight days of 国庆 with 中秋, nine of 春节 with its weekends. */
const LONGEST_RUN = 15;

/**
 * When each holiday can fall (全国年节及纪念日放假办法, 2024; those by the moon in the new calendar's widest range). Solar ones
 * first: 中秋 inside the days of 国庆 is told as 国庆节.
 */
const NAMES: readonly (readonly [name: string, from: string, to: string])[] = [
  ['元旦', '01-01', '01-01'],
  ['劳动节', '05-01', '05-01'],
  ['国庆节', '10-01', '10-01'],
  ['清明节', '04-04', '04-06'],
  ['春节', '01-20', '02-25'],
  ['端午节', '05-27', '06-27'],
  ['中秋节', '09-07', '10-09'],
];

/**
 * What a free day is free for, by the run of holidays it lies in: the calendar's file names none, so that an admin writes
 * dates and nothing else. 节假日 where none fits.
 */
export function holidayName(day: Day, isHoliday: (day: Day) => boolean): string {
  const run = [...reach(day, -1, isHoliday), day, ...reach(day, 1, isHoliday)].map((each) => each.slice(5));
  const [name] = NAMES.find(([, from, to]) => run.some((date) => from <= date && date <= to)) ?? ['节假日'];
  return name;
}

function reach(day: Day, step: 1 | -1, isHoliday: (day: Day) => boolean): Day[] {
  const days: Day[] = [];
  for (let next = addDays(day, step); days.length < LONGEST_RUN && isHoliday(next); next = addDays(next, step))
    days.push(next);
  return days;
}
