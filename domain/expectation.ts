import * as z from 'zod';
import type { DaySent } from './department-totals.ts';
import { eventNames } from './events/schemas.ts';
import { basis, oneOf } from './profile-fields.ts';
import { type Day, isDay } from './shanghai-day.ts';
import { lastDayOf } from './statement-period.ts';

const MONTHLY = '每月报的,by 写几号,1到31,不加引号;2月没有30日就算到月底';
const YEARLY = '每年报的,by 写月和日,加引号,例如 "10-31"';
/** In a leap year: 02-29 is a day that some years have. */
const monthDay = (error: string) =>
  z.string({ error }).refine((text) => /^\d{2}-\d{2}$/.test(text) && isDay(`2024-${text}`), { error });

const common = {
  types: z
    .array(eventNames.exclude(['retraction'], { error: '没有这种事件,只能写这个部门 posts 里有的' }))
    .min(1, { error: '至少写一种' })
    .meta({ description: '应报什么;写了几种的,报来其中一种就算报了' }),
  basis,
};

/** What a department owes by a day of each month or year: the profile's `departments[].expects`. */
export const expectationSchema = z
  .strictObject({
    ...common,
    every: oneOf(['month', 'year'], 'month(每月)或 year(每年)'),
    by: z
      .union([z.int().min(1, { error: MONTHLY }).max(31, { error: MONTHLY }), monthDay(YEARLY)], {
        error: `${MONTHLY};${YEARLY}`,
      })
      .meta({ description: '哪天前报:每月的写几号,每年的写 "10-31"' }),
    from: monthDay('from 写月和日,加引号,例如 "08-15"')
      .optional()
      .meta({ description: '每年报的,从哪天起报来的算;不写就从1月1日起' }),
  })
  .superRefine(({ every, by, from }, { addIssue }) => {
    const issue = (path: string, message: string) => addIssue({ code: 'custom', path: [path], message });
    if (every === 'month' && typeof by !== 'number') issue('by', MONTHLY);
    if (every === 'year' && typeof by !== 'string') issue('by', YEARLY);
    if (every === 'month' && from !== undefined) issue('from', '每月报的不写 from,从1日起算');
    if (typeof by === 'string' && from !== undefined && from > by) issue('from', 'from 要在 by 之前');
  });
export type Expectation = z.output<typeof expectationSchema>;

/** What is owed once: of these types anything, from one day to another. */
export interface Owed {
  types: Expectation['types'];
  from: Day;
  dueOn: Day;
}

/** What is due in a month (any day of it names it), by its day: a month that is shorter ends on its last. */
export function owedIn(expects: readonly Expectation[], month: Day): Owed[] {
  const year = month.slice(0, 4);
  return expects
    .flatMap(({ types, by, from = '01-01' }): Owed[] => {
      if (typeof by === 'number')
        return [{ types, from: `${month.slice(0, 7)}-01`, dueOn: dayIn(month.slice(0, 7), by) }];
      if (by.slice(0, 2) !== month.slice(5, 7)) return [];
      return [{ types, from: dayOfYear(year, from), dueOn: dayOfYear(year, by) }];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** Whether anything came for it. An empty file says that there was nothing this time: that is an answer too. What was rejected is none. */
export const cameFor = ({ types, from }: Owed, sent: readonly DaySent[]): boolean =>
  sent.some(
    ({ type, day, accepted, unchanged, duplicate, files, sent: all }) =>
      types.some((each) => each === type) &&
      day >= from &&
      (accepted + unchanged + duplicate > 0 || (files > 0 && all === 0)),
  );

const dayOfYear = (year: string, monthAndDay: string) =>
  dayIn(`${year}-${monthAndDay.slice(0, 2)}`, Number(monthAndDay.slice(3)));

/** That day of the month, or its last where it is shorter. */
function dayIn(month: string, day: number): Day {
  const wanted = `${month}-${String(day).padStart(2, '0')}`;
  return isDay(wanted) ? wanted : lastDayOf(month);
}
