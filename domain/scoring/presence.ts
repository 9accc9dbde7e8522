import type { Indicator } from '../profile.ts';
import { addMonths, chineseDate, endOf, startOf } from '../shanghai-day.ts';
import { type Signal, signalKinds } from '../signal.ts';
import { effective, settlements, stays } from './effective.ts';
import type { Finding } from './found.ts';

export type Presence = Extract<Indicator, { validMonths: number; from: readonly string[] }>;

/** Why an instance counts now, or does not: over before its time, not begun, run out, or worth nothing in its form. */
type InstanceState = 'valid' | 'ended' | 'ahead' | 'expired' | 'weightless';

interface Instance {
  on: string;
  signals: readonly Signal[];
  points: number;
  expiresAt: number;
  variant: string | undefined;
}

/** Something is so, for as long as it is valid. Several of a kind count once, with the heaviest points. */
export function presence(indicator: Presence, signals: readonly Signal[], now: number): Finding {
  const instances = instancesAt(indicator, signals, now);
  const valid = instances.filter(({ state }) => state === 'valid');
  const changes = [
    ...valid.map(({ expiresAt }) => expiresAt),
    ...instances.filter(({ state }) => state === 'ahead').map(({ on }) => startOf(on)),
  ];
  const heaviest = valid.reduce<Instance | undefined>(
    (best, each) => (best && !outweighs(each, best) ? best : each),
    undefined,
  );
  if (!heaviest) return { found: undefined, changes };
  const times = valid.length > 1 ? `${valid.length}次,最近` : '';
  return {
    found: {
      points: heaviest.points,
      on: valid.map(({ on }) => on).reduce((a, b) => (a > b ? a : b)),
      expiresAt: Math.max(...valid.map(({ expiresAt }) => expiresAt)),
      signals: valid.flatMap((instance) => instance.signals),
      text: `${indicator.name}(${times}${chineseDate(heaviest.on, { year: true })})`,
    },
    changes,
  };
}

/** Everything of the kind that the indicator asks for, with what becomes of it now. */
export const instancesAt = (indicator: Presence, signals: readonly Signal[], now: number) =>
  indicator.from
    .flatMap((source) => instancesOf(source, signals))
    .map((found) => {
      const instance = rated(indicator, found);
      return { ...instance, state: stateOf(instance, ended(indicator, found.signals, signals), now) };
    });

function stateOf({ on, expiresAt, points }: Instance, over: boolean, now: number): InstanceState {
  if (over) return 'ended';
  if (startOf(on) > now) return 'ahead';
  if (now >= expiresAt) return 'expired';
  return points > 0 ? 'valid' : 'weightless';
}

const outweighs = (a: Instance, b: Instance) => a.points > b.points || (a.points === b.points && a.on > b.on);

/** `hospitalization` and `medical-expense/inpatient` both mean stays, and the same stay by both roads is one. */
function instancesOf(
  source: string,
  signals: readonly Signal[],
): { on: string; signals: readonly Signal[]; variant?: string }[] {
  if (source === 'hospitalization')
    return stays(signals).filter((stay) => stay.signals.some(({ kind }) => kind === source));
  if (source === 'medical-expense/inpatient')
    return stays(signals).filter((stay) => stay.signals.every(({ kind }) => kind === 'medical-expense'));
  const [name, wanted] = source.split('/');
  const kind = signalKinds.parse(name);
  const standing =
    kind === 'medical-expense' ? settlements(signals).map(({ signal }) => signal) : effective(signals, kind);
  return standing.flatMap((signal) => {
    const variant = variantOf(signal);
    if (variant === undefined || (wanted !== undefined && wanted !== variant)) return [];
    return [{ on: signal.on, signals: [signal], variant }];
  });
}

/** What points may be told apart by, and what `type/variant` names; undefined where the signal says that it is over. */
function variantOf(signal: Signal): string | undefined {
  switch (signal.kind) {
    case 'medical-expense':
      return signal.visit;
    case 'chronic-disease':
      return signal.seriousness;
    case 'disability':
      return signal.status === 'valid' ? `grade${signal.grade}` : undefined;
    case 'accident':
      return signal.accident;
    case 'self-report':
      return signal.need;
    default:
      return signal.kind;
  }
}

function rated(indicator: Presence, instance: { on: string; signals: readonly Signal[]; variant?: string }): Instance {
  const { points } = indicator;
  const byMonths = startOf(addMonths(instance.on, indicator.validMonths));
  const until = instance.signals.flatMap((signal) =>
    signal.kind === 'chronic-disease' && signal.validUntil ? [endOf(signal.validUntil)] : [],
  );
  return {
    on: instance.on,
    signals: instance.signals,
    variant: instance.variant,
    points: typeof points === 'number' ? points : (points[instance.variant ?? ''] ?? 0),
    expiresAt: Math.min(byMonths, ...until),
  };
}

/** By the days the two sources give; on the same day the source's clock decides. What arrived first plays no part (case W9). */
function ended(indicator: Presence, instance: readonly Signal[], signals: readonly Signal[]): boolean {
  const ends = (indicator.endedBy ?? []).flatMap((kind) => effective(signals, signalKinds.parse(kind)));
  return instance.every((signal) =>
    ends.some((end) => end.on > signal.on || (end.on === signal.on && end.time >= signal.time)),
  );
}
