import * as z from 'zod';
import type { Day } from '../../domain/shanghai-day.ts';

/** As a roster event said it; what else it holds is kept as it stands. */
const roster = z.looseObject({ categories: z.array(z.looseObject({ until: z.string().optional() })) });

/** The same person's roster data, off the list after `day`: what is open ends, what ended before stays, the household too. */
export function endedRoster(data: unknown, day: Day): unknown {
  const { categories, ...rest } = roster.parse(data);
  return {
    ...rest,
    categories: categories.map((category) =>
      category.until !== undefined && category.until <= day ? category : { ...category, until: day },
    ),
  };
}

/** What is remembered of somebody who is off the list: no row of a list is ever equal to it, so that whoever comes back is new. */
export const LEFT = 'left';
