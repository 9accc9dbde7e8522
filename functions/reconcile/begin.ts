import {
  type DepartmentDay,
  isOfAnEarlierDay,
  newRun,
  type ReconcileRun,
  reconcileRunId,
} from '../../domain/reconcile-run.ts';
import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import { keyidsByDepartment } from './departments.ts';
import type { ReconcileRunPorts } from './ports.ts';
import { type ReconcileOrder, yesterdayAndToday } from './whole-days.ts';

/** When the day begins for reconciling: the departments' machines have sent theirs. */
const FROM_HOUR = 2 * 3_600_000;

/**
 * Opens what is due, a run for each department and day: once after two o'clock on every day, and at once where somebody asks
 * for it. Returns the ids of what is open by that: the list of open runs may lag a moment behind.
 */
export async function begin(ports: ReconcileRunPorts, order: ReconcileOrder): Promise<string[]> {
  const now = ports.clock.now();
  const asked = order.days !== undefined || order.repair === true;
  if (!asked && now < startOf(dayOf(now)) + FROM_HOUR) return [];
  const days = order.days ?? yesterdayAndToday(now);
  const open: string[] = [];
  for (const department of (await keyidsByDepartment(ports)).keys()) {
    for (const day of days) {
      const run = await openRun(ports, { department, day }, { asked, repair: order.repair ?? false });
      if (run.open) open.push(run.id);
    }
  }
  return open;
}

async function openRun(
  { reconcileRuns: runs, province, clock }: ReconcileRunPorts,
  which: DepartmentDay,
  { asked, repair }: { asked: boolean; repair: boolean },
): Promise<ReconcileRun> {
  const now = clock.now();
  const standing = await runs.get(reconcileRunId(which));
  const again =
    standing && (asked ? !standing.open || standing.repair !== repair : isOfAnEarlierDay(standing, dayOf(now)));
  if (standing && !again) return standing;
  const version = (standing?.version ?? 0) + 1;
  const opened = { ...newRun(which, { division: province.profile.division, repair, now }), version };
  // Where somebody was faster theirs is as good.
  return (await runs.put(opened)) ? opened : ((await runs.get(opened.id)) ?? opened);
}
