import { isBehind, type ReconcileRun } from '../../domain/reconcile-run.ts';
import { type DayTotals, totalsOf } from '../../domain/reconciled-day.ts';
import { countAtOnce, log } from '../shared/telemetry.ts';
import { begin } from './begin.ts';
import type { ReconcileRunPorts } from './ports.ts';
import { walk } from './walk.ts';
import type { ReconcileOrder } from './whole-days.ts';

/** What one firing did, for the log and for whoever starts it by hand. */
export interface ReconciledNow {
  /** Of the departments and days that were worked on, as they stand. */
  totals: DayTotals[];
  /** Runs that are not through yet: the next firing goes on. */
  open: number;
}

/** Leaves five of Lambda's fifteen minutes for the batch under way, and its mending. */
const MOST_TIME = 10 * 60_000;

/**
 * Every few minutes: begins the day's runs once after two o'clock, and goes on with every run that is open, the oldest first,
 * until time is up. One that cannot go on keeps no other from it; its failure is thrown in the end.
 */
export const reconcileOnTheClock =
  (ports: ReconcileRunPorts) =>
  async (order: ReconcileOrder = {}): Promise<ReconciledNow> => {
    const stopAt = ports.clock.now() + MOST_TIME;
    const begun = await begin(ports, order);
    const listed = (await ports.reconcileRuns.openAt('reconcile')).items;
    countAtOnce('ReconcilingBehind', listed.filter((run) => isBehind(run, ports.clock.now())).length);
    const open = new Set([...listed.map(({ id }) => id), ...begun]);
    const stood: ReconcileRun[] = [];
    const failures: unknown[] = [];
    for (const id of open) {
      if (ports.clock.now() >= stopAt) break;
      try {
        const run = await walk(ports, id, stopAt);
        if (run) stood.push(run);
      } catch (error) {
        failures.push(error);
      }
    }
    const left = open.size - stood.filter((run) => !run.open).length;
    if (left > 0) log.info('Days are left to reconcile; the next run goes on', { open: left });
    if (failures.length > 0) throw failures[0];
    const totals = stood.map((run) => totalsOf(run.department, run.day, run.repair, run.reconciled));
    return { totals: totals.filter(({ accepted }) => accepted > 0), open: left };
  };
