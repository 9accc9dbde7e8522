import {
  claimed,
  finished,
  givenBack,
  laidDown,
  MOST_TRIES,
  type ReconcileRun,
  walkedOn,
} from '../../domain/reconcile-run.ts';
import type { Reconciled } from '../../domain/reconciled-day.ts';
import { countAtOnce } from '../shared/telemetry.ts';
import { batchesOf } from './batches.ts';
import { checkBatch } from './check-batch.ts';
import { keyidsByDepartment } from './departments.ts';
import type { ReconcileRunPorts } from './ports.ts';

/** Longer than the way from the ledger into an assessment takes, also behind a large file: what is missing then is lost, not late. */
const SETTLES_WITHIN_MS = 3_600_000;

/**
 * Goes on with a run until it is through or time is up, marking after every batch how far it came and what it counted. Looking
 * changes nothing, and mending twice mends once: so it may be cut anywhere. Returns how it stands, or undefined where it is
 * over already, or another worker has it. Throws where a batch could not be looked at; after many tries what fails in it is
 * counted and passed over.
 */
export async function walk(ports: ReconcileRunPorts, id: string, stopAt: number): Promise<ReconcileRun | undefined> {
  const { reconcileRuns: runs, clock } = ports;
  const kept = async (run: ReconcileRun) => ((await runs.put(run)) ? run : undefined);
  const standing = await runs.get(id);
  const mine = standing && claimed(standing, clock.now());
  let run = mine && (await kept(mine));
  if (!run) return undefined;
  const { department, day, place, repair } = run;
  try {
    const keyids = (await keyidsByDepartment(ports)).get(department) ?? [];
    for await (const batch of batchesOf(ports.requests, { keyids, day, place })) {
      const storedUntil = clock.now() - SETTLES_WITHIN_MS;
      const checked = await checkBatch(ports, batch, { repair, passOver: run.tries >= MOST_TRIES, storedUntil });
      const next = await kept(walkedOn(run, batch.place, checked, clock.now()));
      if (!next) return undefined;
      tell(run.reconciled, next.reconciled);
      run = next;
      if (clock.now() >= stopAt) return kept(laidDown(run));
    }
  } catch (error) {
    await kept(givenBack(run));
    throw error;
  }
  return kept(finished(run, clock.now()));
}

/** At once and behind the mark: what a worker counted is told of once, also where it is killed later. */
function tell(before: Reconciled, after: Reconciled): void {
  countAtOnce('EventsMissing', after.missing.count - before.missing.count);
  countAtOnce('SubjectsUndecided', after.undecided.count - before.undecided.count);
  countAtOnce('NoticesStuck', after.stuck.count - before.stuck.count);
  countAtOnce('EventsUnchecked', after.failed - before.failed);
}
