import { type Outcome, outcomes } from './warning.ts';

/**
 * What statistics count, and the counter it is kept in: an attribute of the row of township and day, written by the commit
 * that it counts. A counter may carry the level behind it (`visited#red`); `resolved` carries the outcome first.
 */
export const figures = {
  raised: { counter: 'raised', name: '新发预警' },
  levelRaised: { counter: 'level-raised', name: '升级' },
  accepted: { counter: 'accepted', name: '接收' },
  visited: { counter: 'visited', name: '入户' },
  inTime: { counter: 'in-time', name: '按时入户' },
  revisited: { counter: 'revisited', name: '再次入户' },
  reopened: { counter: 'reopened', name: '重新办理' },
  withdrawn: { counter: 'withdrawn', name: '撤销' },
  merged: { counter: 'merged', name: '并入家庭' },
  urged: { counter: 'urged', name: '催办' },
  reminded: { counter: 'reminded', name: '提醒' },
  extended: { counter: 'extended', name: '延期' },
  paused: { counter: 'paused', name: '暂停' },
  reassigned: { counter: 'reassigned', name: '转办' },
  referred: { counter: 'referred', name: '转部门办理' },
  handedOver: { counter: 'handed-over', name: '随迁移交' },
  rescored: { counter: 'rescored', name: '重新计分' },
} as const;
export type Figure = keyof typeof figures;
export const figureNames = Object.keys(figures).filter((name): name is Figure => name in figures);

/** Sums by counter name, over whatever townships and days were asked for. */
export type Sums = Readonly<Record<string, number>>;

/** A part of a whole, with the whole: a percentage of three says little, and whoever reads it must see that it is three. */
export interface Share {
  part: number;
  of: number;
  /** One decimal; left out of nothing. */
  percent?: number;
}

export interface Figures {
  counts: Record<Figure, number>;
  outcomes: Record<Outcome, number>;
  /** Of those visited. */
  inTime: Share;
  /** Of those resolved, whatever the outcome. */
  aided: Share;
}

interface Counted {
  counter: string;
  outcome?: string | undefined;
  level?: string | undefined;
  indicator?: string | undefined;
}

/** Counters that name an indicator: each warning counts once for every indicator whose points it was raised with. */
export const BY_INDICATOR = 'raised-by';

/** Counters of messages and calls lie in the same rows and know no level (delivery.ts). */
const BESIDE = /^(sms|call)-/;

/** Reads a counter's name: `accepted`, `accepted#red`, `resolved#aided`, `resolved#aided#red`, `raised-by#disability`. */
export function counted(name: string): Counted {
  const [counter = '', first, second] = name.split('#');
  if (counter === BY_INDICATOR) return { counter, indicator: first };
  return counter === 'resolved' ? { counter, outcome: first, level: second } : { counter, level: first };
}

/** What raising a warning counts as: its level, and every indicator that its score is made of. */
export function raisedCounts(level: string, factors: readonly { indicator: string; beside?: true | undefined }[]) {
  const reasons = new Set(factors.filter(({ beside }) => !beside).map(({ indicator }) => indicator));
  return Object.fromEntries([[`raised#${level}`, 1], ...[...reasons].map((key) => [`${BY_INDICATOR}#${key}`, 1])]);
}

export function figuresOf(sums: Sums): Figures {
  const entries = Object.entries(sums).map(([name, count]) => ({ ...counted(name), count }));
  const total = (wanted: (each: Counted) => boolean) =>
    entries.filter(wanted).reduce((sum, { count }) => sum + count, 0);
  const counts = recordOf(figureNames, (name) => total(({ counter }) => counter === figures[name].counter));
  const ended = recordOf(outcomes.options, (name) =>
    total(({ counter, outcome }) => counter === 'resolved' && outcome === name),
  );
  const resolved = Object.values(ended).reduce((sum, count) => sum + count, 0);
  return {
    counts,
    outcomes: ended,
    inTime: shareOf(counts.inTime, counts.visited),
    aided: shareOf(ended.aided, resolved),
  };
}

export const shareOf = (part: number, of: number): Share => ({
  part,
  of,
  ...(of > 0 && { percent: Math.round((part / of) * 1000) / 10 }),
});

/** Sums by level; under `''` stands what was counted without one. */
export const byLevel = (sums: Sums): Map<string, Sums> =>
  splitBy(sums, (name) => {
    const { counter, level } = counted(name);
    return counter === BY_INDICATOR || BESIDE.test(counter) ? undefined : (level ?? '');
  });

/** How many warnings each indicator stood behind when they were raised. A warning of two counts under both. */
export function byIndicator(sums: Sums): Map<string, number> {
  return new Map(
    Object.entries(sums).flatMap(([name, count]) => {
      const { indicator } = counted(name);
      return indicator === undefined ? [] : [[indicator, count] as const];
    }),
  );
}

export function addSums(to: Record<string, number>, sums: Sums): void {
  for (const [name, count] of Object.entries(sums)) to[name] = (to[name] ?? 0) + count;
}

function splitBy(sums: Sums, keyOf: (name: string) => string | undefined): Map<string, Sums> {
  const parts = new Map<string, Record<string, number>>();
  for (const [name, count] of Object.entries(sums)) {
    const key = keyOf(name);
    if (key === undefined) continue;
    const part = parts.get(key) ?? {};
    parts.set(key, part);
    part[name] = count;
  }
  return parts;
}

function recordOf<K extends string>(keys: readonly K[], value: (key: K) => number): Record<K, number> {
  const record: Partial<Record<K, number>> = {};
  for (const key of keys) record[key] = value(key);
  return complete(record, keys);
}

function complete<K extends string>(record: Partial<Record<K, number>>, keys: readonly K[]): Record<K, number> {
  const has = (each: Partial<Record<K, number>>): each is Record<K, number> => keys.every((key) => key in each);
  if (!has(record)) throw new TypeError('a figure is missing');
  return record;
}
