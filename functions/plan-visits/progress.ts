import * as z from 'zod';
import type { Clock } from '../shared/clock.ts';
import type { Tasks } from '../shared/tasks.ts';

/** How far a long run came: the next one begins behind it, so that a run that is cut every time still reaches everybody. */
export const progressSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.literal(false),
  dueAt: z.number(),
  area: z.string(),
});
export type Progress = z.output<typeof progressSchema>;

const ID = 'plan-visits';
/** Leaves two of Lambda's fifteen minutes for the county under way. */
const MOST_TIME = 13 * 60_000;

export interface ProgressPorts {
  progress: Pick<Tasks<Progress>, 'get' | 'put'>;
  clock: Clock;
}

/**
 * Works through all counties, beginning behind where the last run stopped, until time is up. Returns whether it got round.
 */
export async function goRound(
  { progress, clock }: ProgressPorts,
  counties: readonly string[],
  work: (county: string) => Promise<void>,
): Promise<boolean> {
  const stopAt = clock.now() + MOST_TIME;
  const standing = await progress.get(ID);
  const first = Math.max(standing ? counties.findIndex((county) => county > standing.area) : 0, 0);
  let version = standing?.version ?? 0;
  for (const county of [...counties.slice(first), ...counties.slice(0, first)]) {
    if (clock.now() >= stopAt) return false;
    await work(county);
    version += 1;
    // Of two runs at once the other's mark stands; either is as good.
    await progress.put({ id: ID, version, open: false, dueAt: clock.now(), area: county });
  }
  return true;
}
