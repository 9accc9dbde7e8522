import { addDays, startOf } from '../shanghai-day.ts';
import { newer, newestBy, ofKind, type Signal, type SignalKind, type SignalOf } from '../signal.ts';

/**
 * What one real thing is, by kind: the newest signal of a thing replaces the older ones, by whatever road it came.
 * A kind that is not listed has no such key: each of its events is a thing of its own.
 */
const businessKey: { [K in SignalKind]?: (signal: SignalOf<K>) => string } = {
  roster: ({ source }) => source,
  'medical-expense': ({ settlement, refund }) => `${settlement}#${refund}`,
  'medical-burden': ({ source, on }) => `${source}#${on.slice(0, 4)}`,
  hospitalization: ({ admittedOn }) => admittedOn,
  'chronic-disease': ({ seriousness }) => seriousness,
  disability: () => 'certificate',
  unemployment: ({ on }) => on,
  reemployment: ({ on }) => on,
  'university-admission': ({ year }) => String(year),
  'education-expense': ({ schoolYear }) => schoolYear,
  'income-drop': () => 'income',
  accident: ({ on, accident }) => `${on}#${accident}`,
  'benefit-granted': ({ grant }) => grant,
  application: ({ application }) => application,
  death: () => 'death',
};

/** What was worked out of a list of signals already: every indicator asks for the same few kinds of the same list. */
const worked = new WeakMap<readonly Signal[], Map<SignalKind, readonly Signal[]>>();

/** The signals of one kind that count: not retracted, one a business key, oldest first by the source's clock. */
export function effective<K extends SignalKind>(signals: readonly Signal[], kind: K): readonly SignalOf<K>[] {
  const kinds = worked.get(signals) ?? new Map<SignalKind, readonly Signal[]>();
  worked.set(signals, kinds);
  const known = kinds.get(kind);
  // Only signals of this kind were put under it.
  if (known) return known as readonly SignalOf<K>[];
  const key: ((signal: SignalOf<K>) => string) | undefined = businessKey[kind];
  const all = ofKind(signals, kind);
  const counted = key ? newestBy(all, key).sort(newer) : all;
  kinds.set(kind, counted);
  return counted;
}

/** A settlement less its refund, which comes as a reverse row of its own with an absolute amount. */
export interface Settled {
  signal: SignalOf<'medical-expense'>;
  /** Fen; never below zero. */
  burden: number;
}

/** Settlements that still stand. A refund without its settlement waits for it and takes nothing from others. */
export function settlements(signals: readonly Signal[]): Settled[] {
  const rows = effective(signals, 'medical-expense');
  const refunds = new Map(rows.filter(({ refund }) => refund).map((row) => [row.settlement, row.burden]));
  return rows
    .filter(({ refund }) => !refund)
    .map((signal) => ({ signal, burden: Math.max(0, signal.burden - (refunds.get(signal.settlement) ?? 0)) }))
    .filter(({ signal, burden }) => burden > 0 || !refunds.has(signal.settlement));
}

/** A stay reported by a hospital and the inpatient settlement that follows it are one stay. */
export function stays(signals: readonly Signal[]): { on: string; signals: Signal[] }[] {
  const reported = effective(signals, 'hospitalization').map((stay) => ({ stay, signals: [stay] as Signal[] }));
  const alone: { on: string; signals: Signal[] }[] = [];
  for (const { signal } of settlements(signals)) {
    if (signal.visit !== 'inpatient') continue;
    const match = reported.find(
      ({ stay }) =>
        stay.admittedOn <= signal.on && signal.on <= addDays(stay.dischargedOn ?? stay.admittedOn, SETTLED_WITHIN),
    );
    if (match) match.signals.push(signal);
    else alone.push({ on: signal.on, signals: [signal] });
  }
  const latest = (found: readonly Signal[]) => found.map(({ on }) => on).reduce((a, b) => (a > b ? a : b));
  return [...reported.map(({ signals: found }) => ({ on: latest(found), signals: found })), ...alone].sort(
    (a, b) => startOf(a.on) - startOf(b.on),
  );
}

/** Days after discharge (or, while unknown, admission) within which a settlement belongs to a stay. Ours; most settle at once. */
const SETTLED_WITHIN = 60;
