import { addDays, dayOf } from '../../domain/shanghai-day.ts';
import type { Access } from '../shared/access.ts';
import { type AssessPorts, assess } from '../shared/assessing/assess.ts';
import { lookAgain, reassess } from '../shared/assessing/reassess.ts';
import { toldBy } from '../shared/assessing/told.ts';
import { whereIs } from '../shared/assessing/where.ts';
import { fileKeyid } from '../shared/file-keyid.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { NoticeKey, Notices } from '../shared/notices.ts';
import type { Requests } from '../shared/requests.ts';
import { type SendOnPorts, sendOn } from '../shared/send-on.ts';
import type { Signals } from '../shared/signals.ts';
import { stuckNotices } from './stuck.ts';

export type ReconcilePorts = AssessPorts & {
  access: Pick<Access, 'keys' | 'held'>;
  notices: AssessPorts['notices'] & Pick<Notices, 'of' | 'settle' | 'wait'>;
  calls: SendOnPorts['calls'];
  sms: SendOnPorts['sms'];
  requests: Pick<Requests, 'of'>;
  signals: AssessPorts['signals'] & Pick<Signals, 'has'>;
};

export interface ReconcileOrder {
  /** Asia/Shanghai; default: yesterday and today, since a run at night must not leave the evening to the next night. */
  days?: readonly string[];
  repair?: boolean;
}

/** One department's day: `accepted = assessed + parked`, or something was lost on the way. */
export interface DayTotals {
  department: string;
  day: string;
  accepted: number;
  assessed: number;
  parked: number;
  /** Ledger keys of accepted events that left no row. */
  missing: readonly string[];
  /** Subjects about which the rules now say something that is not committed. */
  undecided: readonly string[];
  /** Messages that were made and never set moving. */
  stuck: readonly NoticeKey[];
  repaired: number;
}

/** Compares what was accepted with what was assessed, from the manifests of requests and files: no scan, no extra index. */
export const reconcile =
  (ports: ReconcilePorts) =>
  async (order: ReconcileOrder = {}): Promise<DayTotals[]> => {
    const today = dayOf(ports.clock.now());
    const days = order.days ?? [addDays(today, -1), today];
    const keys = Map.groupBy(await ports.access.keys(), ({ department }) => department);
    // A department may send nothing but files, and then has no key.
    const departments = new Set([...ports.province.profile.departments.map(({ key }) => key), ...keys.keys()]);
    const totals: DayTotals[] = [];
    for (const department of departments) {
      const keyids = [...(keys.get(department) ?? []).map(({ keyid }) => keyid), fileKeyid(department)];
      for (const day of days)
        totals.push(await reconcileDay(ports, { department, day, keyids, repair: order.repair ?? false }));
    }
    return totals.filter(({ accepted }) => accepted > 0);
  };

export const differs = ({ missing, undecided, stuck, repaired }: DayTotals) =>
  missing.length + undecided.length + stuck.length > repaired;

interface DayOrder {
  department: string;
  day: string;
  keyids: readonly string[];
  repair: boolean;
}

async function reconcileDay(ports: ReconcilePorts, { department, day, keyids, repair }: DayOrder): Promise<DayTotals> {
  const entries = await acceptedOn(ports, keyids, day);
  const fates = await inParallel(16, entries, (entry) => fateOf(ports, entry));
  const missing = fates.filter(({ fate }) => fate === 'missing').map(({ entry }) => entry);
  const subjects = [
    ...new Set(fates.flatMap(({ fate, subject }) => (fate === 'assessed' && subject ? [subject] : []))),
  ];
  const looked = await inParallel(8, subjects, async (subject) => ({
    subject,
    decision: await lookAgain(ports, subject),
  }));
  const undecided = looked.filter(({ decision }) => decision.kind !== 'unchanged').map(({ subject }) => subject);
  const stuck = await stuckNotices(ports.notices, subjects, ports.clock.now());
  if (repair) {
    for (const entry of missing) await assess(ports)([entry]);
    for (const subject of undecided) await reassess(ports, subject);
    await sendOn(ports, stuck);
    await ports.sms.send(stuck.filter(({ status }) => status === 'calling'));
  }
  return {
    department,
    day,
    accepted: entries.length,
    assessed: fates.filter(({ fate }) => fate === 'assessed').length,
    parked: fates.filter(({ fate }) => fate === 'parked').length,
    missing: missing.map(({ key }) => key),
    undecided,
    stuck: stuck.map(({ subject, id }) => ({ subject, id })),
    repaired: repair ? missing.length + undecided.length + stuck.length : 0,
  };
}

/** Events stored on that day: a manifest also names what was refused, a duplicate, or stored the day before. */
async function acceptedOn(
  { requests, ledger }: ReconcilePorts,
  keyids: readonly string[],
  day: string,
): Promise<LedgerEntry[]> {
  const named = new Set<string>();
  for (const keyid of keyids)
    for await (const { events } of requests.of(keyid, day)) for (const event of events) named.add(event);
  const entries = await ledger.get([...named]);
  return [...entries.values()].filter(({ storedAt }) => dayOf(storedAt) === day);
}

interface Fate {
  entry: LedgerEntry;
  fate: 'assessed' | 'parked' | 'missing';
  subject?: string | undefined;
}

async function fateOf(ports: ReconcilePorts, entry: LedgerEntry): Promise<Fate> {
  if (entry.parked) return { entry, fate: 'parked' };
  const event = toldBy(entry);
  const place = event && (await whereIs(ports, entry, event));
  if (!place || !(await ports.signals.has(place.row))) return { entry, fate: 'missing' };
  return { entry, fate: 'assessed', subject: place.subject };
}
