import { countedOn, type DayTotals, nothingYet, totalsOf } from '../../domain/reconciled-day.ts';
import { addDays, type Day, dayOf } from '../../domain/shanghai-day.ts';
import { batchesOf } from './batches.ts';
import { checkBatch } from './check-batch.ts';
import { keyidsByDepartment } from './departments.ts';
import type { ReconcilePorts } from './ports.ts';

export interface ReconcileOrder {
  /** Asia/Shanghai; default: yesterday and today, since a run at night must not leave the evening to the next night. */
  days?: readonly string[];
  repair?: boolean;
}

export const yesterdayAndToday = (now: number): Day[] => [addDays(dayOf(now), -1), dayOf(now)];

/**
 * Compares what was accepted with what was assessed, from the manifests of requests and files: no scan, no extra index. All in
 * one go, however long it takes, for somebody who waits for the answer. Throws where something cannot be looked at.
 */
export const reconcile =
  (ports: ReconcilePorts) =>
  async ({
    days = yesterdayAndToday(ports.clock.now()),
    repair = false,
  }: ReconcileOrder = {}): Promise<DayTotals[]> => {
    const totals: DayTotals[] = [];
    for (const [department, keyids] of await keyidsByDepartment(ports)) {
      for (const day of days) {
        let reconciled = nothingYet;
        for await (const batch of batchesOf(ports.requests, { keyids, day }))
          reconciled = countedOn(reconciled, await checkBatch(ports, batch, { repair, passOver: false }));
        totals.push(totalsOf(department, day, repair, reconciled));
      }
    }
    return totals.filter(({ accepted }) => accepted > 0);
  };
