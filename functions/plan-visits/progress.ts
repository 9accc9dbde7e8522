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
/** Leaves two of Lambda's fifteen minutes for the townships under way. */
const MOST_TIME = 13 * 60_000;

export interface ProgressPorts {
  progress: Pick<Tasks<Progress>, 'get' | 'put'>;
  clock: Clock;
}

/**
 * Works through all townships, a few at a time, beginning behind where the last run stopped, until time is up. Returns
 * whether it got round.
 */
export async function goRound(
  { progress, clock }: ProgressPorts,
  { townships, atOnce }: { townships: readonly string[]; atOnce: number },
  work: (townships: readonly string[]) => Promise<void>,
): Promise<boolean> {
  const stopAt = clock.now() + MOST_TIME;
  const standing = await progress.get(ID);
  const first = standing ? townships.findIndex((township) => township > standing.area) : 0;
  const round = [...townships.slice(Math.max(first, 0)), ...townships.slice(0, Math.max(first, 0))];
  let version = standing?.version ?? 0;
  for (let done = 0; done < round.length; done += atOnce) {
    if (clock.now() >= stopAt) return false;
    const few = round.slice(done, done + atOnce);
    await work(few);
    version += 1;
    // Of two runs at once the other's mark stands; either is as good.
    await progress.put({ id: ID, version, open: false, dueAt: clock.now(), area: few.at(-1) ?? '' });
  }
  return true;
}
