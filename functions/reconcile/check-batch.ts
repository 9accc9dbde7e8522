import type { Notice } from '../../domain/notice.ts';
import type { Checked } from '../../domain/reconciled-day.ts';
import { assess } from '../shared/assessing/assess.ts';
import { lookAgain, reassess } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import { sendOn } from '../shared/send-on.ts';
import { log } from '../shared/telemetry.ts';
import type { Batch } from './batches.ts';
import { type Fate, fateOf } from './fate.ts';
import type { ReconcilePorts } from './ports.ts';
import { stuckNotices } from './stuck.ts';

export interface CheckOrder {
  repair: boolean;
  /** Counts what cannot be looked at as failed, and goes on; else the first such failure is thrown. */
  passOver: boolean;
  /** Epoch ms: events stored since then may still be on their way, and are left to the next night. Not given: all are looked at. */
  storedUntil?: number;
}

interface Found {
  missing: readonly LedgerEntry[];
  undecided: readonly string[];
  stuck: readonly Notice[];
}

const EVENTS_AT_ONCE = 16;
const SUBJECTS_AT_ONCE = 8;

/** Compares one batch of what was accepted with what was assessed, and mends what differs where that is asked for. */
export async function checkBatch(ports: ReconcilePorts, { named }: Batch, order: CheckOrder): Promise<Checked> {
  const failures: unknown[] = [];
  const each = order.passOver ? passingOver(failures) : inParallel;
  const keys = [...named.keys()];
  // Where one row may be what cannot be read, each is read by itself.
  const portions = order.passOver ? keys.map((key) => [key]) : [keys];
  const found = await each(EVENTS_AT_ONCE, portions, (portion) => ports.ledger.get(portion));
  const { storedUntil = Number.POSITIVE_INFINITY } = order;
  const entries = found.flatMap((rows) => storedWith(named, rows)).filter(({ storedAt }) => storedAt <= storedUntil);
  const fates = await each(EVENTS_AT_ONCE, entries, (entry) => fateOf(ports, entry));
  const missing = fates.filter(({ fate }) => fate === 'missing').map(({ entry }) => entry);
  const looked = await each(SUBJECTS_AT_ONCE, subjectsOf(fates), async (subject) => ({
    subject,
    decision: await lookAgain(ports, subject),
    stuck: await stuckNotices(ports.notices, subject, ports.clock.now()),
  }));
  const undecided = looked.filter(({ decision }) => decision.kind !== 'unchanged').map(({ subject }) => subject);
  const stuck = looked.flatMap((about) => about.stuck);
  if (order.repair) await mend(ports, each, { missing, undecided, stuck });
  if (failures.length > 0) log.error('Events could not be reconciled', failures[0], { failed: failures.length });
  return {
    accepted: entries.length,
    assessed: fates.filter(({ fate }) => fate === 'assessed').length,
    parked: fates.filter(({ fate }) => fate === 'parked').length,
    failed: failures.length,
    missing: missing.map(({ key }) => key),
    undecided,
    stuck: stuck.map(({ subject, id }) => ({ subject, id })),
  };
}

/**
 * Events that were stored with one of these manifests. A manifest also names what was refused and what another request had
 * stored before; but an entry carries the very instant of the request that stored it, and a file's step likewise.
 */
const storedWith = (named: Batch['named'], entries: ReadonlyMap<string, LedgerEntry>) =>
  [...entries.values()].filter(({ key, storedAt }) => named.get(key)?.has(storedAt));

const subjectsOf = (fates: readonly Fate[]) => [...new Set(fates.flatMap(({ subject }) => subject ?? []))];

async function mend(ports: ReconcilePorts, each: typeof inParallel, found: Found): Promise<void> {
  await each(1, found.missing, (entry) => assess(ports)([entry]));
  await each(1, found.undecided, (subject) => reassess(ports, subject));
  await each(1, found.stuck, (notice) => setMoving(ports, notice));
}

async function setMoving(ports: ReconcilePorts, notice: Notice): Promise<void> {
  const { subject, id, status } = notice;
  await sendOn(ports, [notice]);
  if (status === 'calling') await ports.sms.send([{ subject, id }]);
}

/** As `inParallel`, without those that fail. */
const passingOver =
  (failures: unknown[]): typeof inParallel =>
  async (limit, items, work) => {
    const done = await inParallel(limit, items, async (item) => {
      try {
        return [await work(item)];
      } catch (error) {
        failures.push(error);
        return [];
      }
    });
    return done.flat(1);
  };
