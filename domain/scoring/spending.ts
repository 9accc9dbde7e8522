import { addMonths, dayOf, startOf } from '../shanghai-day.ts';
import type { Signal } from '../signal.ts';
import { effective, settlements } from './effective.ts';

/** One amount inside a window, and when it leaves it. */
export interface Spent {
  on: string;
  fen: number;
  leavesAt: number;
  signal: Signal;
}

export type Window = 'year-to-date' | number;

/** First day inside the window that ends today; a number is months. */
const opens = (window: Window, now: number) => {
  const today = dayOf(now);
  return window === 'year-to-date' ? `${today.slice(0, 4)}-01-01` : addMonths(today, -window);
};

/** A window of months holds what happened after the same day that many months ago; a year ends with the year. */
const leaves = (window: Window, on: string) =>
  window === 'year-to-date' ? startOf(`${Number(on.slice(0, 4)) + 1}-01-01`) : startOf(addMonths(on, window));

const inside = (window: Window, on: string, now: number) =>
  startOf(on) <= now && now < leaves(window, on) && opens(window, now) <= on;

/**
 * What a person had to bear for medical care. A cumulative list counts up to its `asOf`, settlements only after it;
 * the newest per source and year replaces, and across sources the largest counts. In a window of months a list counts
 * whole while its `asOf` lies inside and no newer year's list does, or while its whole period lies inside: a list cannot
 * be cut, and rather a visit too many than a family overlooked (ADR 0003).
 */
export function medicalBurden(signals: readonly Signal[], window: Window, now: number): Spent[] {
  const lists = countedLists(signals, window, now);
  const covered = (on: string) => lists.some((list) => list.from.slice(0, 4) === on.slice(0, 4) && on <= list.on);
  const single = settlements(signals)
    .filter(({ signal }) => inside(window, signal.on, now) && !covered(signal.on))
    .map(({ signal, burden }) => ({ on: signal.on, fen: burden, leavesAt: leaves(window, signal.on), signal }));
  const listed = lists.map((list) => ({
    on: list.on,
    fen: list.burden,
    leavesAt: leaves(window, list.on),
    signal: list,
  }));
  return [...listed, ...single];
}

function countedLists(signals: readonly Signal[], window: Window, now: number) {
  const largest = new Map<string, ReturnType<typeof listsOf>[number]>();
  for (const list of listsOf(signals)) {
    const other = largest.get(list.on.slice(0, 4));
    if (!other || list.burden > other.burden || (list.burden === other.burden && list.on > other.on))
      largest.set(list.on.slice(0, 4), list);
  }
  const live = [...largest.values()]
    .filter((list) => inside(window, list.on, now))
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  return live.filter((list, index) => index === 0 || opens(window, now) <= list.from);
}

const listsOf = (signals: readonly Signal[]) => effective(signals, 'medical-burden');

/** School fees by school year, the newest figure of each. */
export function educationSpending(signals: readonly Signal[], window: Window, now: number): Spent[] {
  return effective(signals, 'education-expense')
    .filter((signal) => inside(window, signal.on, now))
    .map((signal) => ({ on: signal.on, fen: signal.amount, leavesAt: leaves(window, signal.on), signal }));
}

/** When a sum first falls below its line as amounts leave the window; undefined where it never does by itself. */
export function fallsBelow(spent: readonly Spent[], reached: (fen: number) => boolean): number | undefined {
  let rest = spent.reduce((sum, { fen }) => sum + fen, 0);
  for (const { fen, leavesAt } of [...spent].sort((a, b) => a.leavesAt - b.leavesAt)) {
    rest -= fen;
    if (!reached(rest)) return leavesAt;
  }
  return undefined;
}
