import { townshipOf, within } from '../../domain/division.ts';
import type { Province } from '../../domain/province.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import type { Period } from '../../domain/statement-period.ts';
import { begunAgain, isOfAnEarlierDay, newRun, runId, type StatementRun } from '../../domain/statement-run.ts';
import type { Clock } from './clock.ts';
import type { Tasks } from './tasks.ts';
import { townshipsOf } from './townships.ts';

export interface RunPorts {
  runs: Pick<Tasks<StatementRun>, 'get' | 'put'>;
  province: Province;
  clock: Clock;
}

/** The lists of a division in the order in which they are worked through. */
export const townshipsToWalk = (province: Pick<Province, 'divisions'>, division: string): string[] =>
  townshipsOf(province)
    .filter((township) => within(townshipOf(division), township))
    .sort();

/**
 * Opens the run of a division and period, or finds it open. One that is over is begun again: always where `again` is said,
 * else only on a later day than it was begun, for what came since.
 */
export async function openRun(
  { runs, province, clock }: RunPorts,
  { division, period, again }: { division: string; period: Period; again: boolean },
): Promise<StatementRun> {
  const now = clock.now();
  const id = runId(division, period);
  const standing = await runs.get(id);
  if (standing && (standing.open || !(again || isOfAnEarlierDay(standing, dayOf(now))))) return standing;
  const townships = townshipsToWalk(province, division).length;
  const opened = standing ? begunAgain(standing, townships, now) : newRun(division, period, townships, now);
  // Where somebody was faster theirs is as good.
  return (await runs.put(opened)) ? opened : ((await runs.get(id)) ?? opened);
}
