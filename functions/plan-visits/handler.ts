import type { Province } from '../../domain/province.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { count, log } from '../shared/telemetry.ts';
import { townshipsOf } from '../shared/townships.ts';
import { goRound, type ProgressPorts } from './progress.ts';
import { type PlanTownshipPorts, planTownship } from './township.ts';

export type PlanVisitsPorts = PlanTownshipPorts & ProgressPorts & { province: Province };

/** What one run did, for the log and for whoever starts it by hand. */
export interface PlannedRun {
  planned: number;
  cancelled: number;
  moved: number;
  /** False where time was up first: the next run goes on behind it. */
  finished: boolean;
}

const TOWNSHIPS_AT_ONCE = 4;

/**
 * Every morning: the visits that the province's rules ask for in this period, one a household, watch and period however
 * often it runs; and what is no longer owed is taken off the lists.
 */
export const planVisits = (ports: PlanVisitsPorts) => async (): Promise<PlannedRun> => {
  const run: PlannedRun = { planned: 0, cancelled: 0, moved: 0, finished: true };
  if (ports.province.profile.watch.length === 0) return run;
  const townships = townshipsOf(ports.province).sort();
  run.finished = await goRound(ports, { townships, atOnce: TOWNSHIPS_AT_ONCE }, async (few) => {
    const done = await inParallel(TOWNSHIPS_AT_ONCE, few, (township) => planTownship(ports, township));
    for (const change of done.flat()) run[change] += 1;
  });
  count('VisitsPlanned', run.planned);
  count('VisitsCancelled', run.cancelled);
  if (!run.finished) log.warn('Time was up before every township was planned; the next run goes on');
  return run;
};
