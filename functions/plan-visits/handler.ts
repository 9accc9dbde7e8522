import type { Province } from '../../domain/province.ts';
import { count, log } from '../shared/telemetry.ts';
import { countiesOf } from '../shared/townships.ts';
import { type PlanCountyPorts, planCounty } from './county.ts';
import { goRound, type ProgressPorts } from './progress.ts';

export type PlanVisitsPorts = PlanCountyPorts & ProgressPorts & { province: Province };

/** What one run did, for the log and for whoever starts it by hand. */
export interface PlannedRun {
  planned: number;
  cancelled: number;
  moved: number;
  /** False where time was up first: the next run goes on behind it. */
  finished: boolean;
}

/**
 * Every morning: the visits that the province's rules ask for in this period, one a household, watch and period however
 * often it runs; and what is no longer owed is taken off the lists.
 */
export const planVisits = (ports: PlanVisitsPorts) => async (): Promise<PlannedRun> => {
  const run: PlannedRun = { planned: 0, cancelled: 0, moved: 0, finished: true };
  if (ports.province.profile.watch.length === 0) return run;
  run.finished = await goRound(ports, countiesOf(ports.province).sort(), async (county) => {
    for (const change of await planCounty(ports, county)) run[change] += 1;
  });
  count('VisitsPlanned', run.planned);
  count('VisitsCancelled', run.cancelled);
  if (!run.finished) log.warn('Time was up before every county was planned; the next run goes on');
  return run;
};
