import { formatYuan } from '../money.ts';
import type { Indicator, Profile } from '../profile.ts';
import { addMonths, chineseDate, startOf } from '../shanghai-day.ts';
import type { Signal } from '../signal.ts';
import { effective, settlements } from './effective.ts';
import { type Finding, nothing } from './found.ts';
import { type Line, lineFor, lowest, percentText } from './line.ts';
import { educationSpending, fallsBelow, medicalBurden, type Spent, type Window } from './spending.ts';
import type { Standing } from './standing.ts';

export type Measure = Extract<Indicator, { measure: string }>;

/** The people an amount is summed over: one person, or a household. */
export interface Party {
  people: readonly Standing[];
  signals: readonly (readonly Signal[])[];
  /** Yearly, fen; undefined where nobody reported one. */
  income: number | undefined;
}

/** An amount over a window reaches a line. */
export function measure(indicator: Measure, party: Party, figures: Profile['figures'], now: number): Finding {
  if (indicator.measure === 'income-drop') return incomeDrop(indicator, party, now);
  const line = lineFor(indicator.threshold, party.people, figures, party.income);
  if (!line) return nothing;
  return indicator.window === 'event'
    ? singleAmount(indicator, party, line, now)
    : sum(indicator, indicator.window, party, line, now);
}

const amountNames = {
  'personal-burden': '医疗个人负担',
  'education-expense': '教育支出',
  'rigid-spending': '医疗和教育刚性支出',
} as const;

const pointsOf = ({ points }: Measure) => (typeof points === 'number' ? points : Math.max(...Object.values(points)));

function sum(indicator: Measure, window: Window, party: Party, line: Line, now: number): Finding {
  const spent = spentIn(indicator, party, window, now);
  const total = totalOf(spent);
  const changes = spent.map(({ leavesAt }) => leavesAt);
  if (!line.reached(total)) return { found: undefined, changes };
  return {
    found: {
      points: pointsOf(indicator),
      on: latest(spent),
      expiresAt: fallsBelow(spent, line.reached),
      signals: spent.map(({ signal }) => signal),
      text: `${sumText(indicator, party, window, total)},达到${line.text}`,
    },
    changes,
  };
}

/** What is summed inside the window, each with when it leaves it. */
export const spentIn = (indicator: Measure, party: Party, window: Window, now: number): Spent[] =>
  party.signals.flatMap((signals) => spending(indicator, signals, window, now));

export const totalOf = (spent: readonly { fen: number }[]) => spent.reduce((whole, { fen }) => whole + fen, 0);

export function sumText(indicator: Measure, party: Party, window: Window, total: number): string {
  const span = window === 'year-to-date' ? '今年以来' : `近${window}个月`;
  return `${span}${party.people.length > 1 ? '全家' : ''}${nameOf(indicator)}${formatYuan(total)}元`;
}

const nameOf = ({ measure: kind, name }: Measure) => (kind === 'income-drop' ? name : amountNames[kind]);

function spending({ measure: kind }: Measure, signals: readonly Signal[], window: Window, now: number): Spent[] {
  return [
    ...(kind === 'education-expense' ? [] : medicalBurden(signals, window, now)),
    ...(kind === 'personal-burden' ? [] : educationSpending(signals, window, now)),
  ];
}

const latest = (spent: readonly { on: string }[]) => spent.map(({ on }) => on).reduce((a, b) => (a > b ? a : b));

/** Whether one amount, or one fall of an income, counts now: below its line, not begun, or run out. */
type AmountState = 'valid' | 'below' | 'ahead' | 'expired';

function stateOf(reached: boolean, on: string, expiresAt: number, now: number): AmountState {
  if (!reached) return 'below';
  if (startOf(on) > now) return 'ahead';
  return now < expiresAt ? 'valid' : 'expired';
}

/** One settlement, one school year: each alone against the line, valid for as long as the profile says. */
function singleAmount(indicator: Measure, party: Party, line: Line, now: number): Finding {
  const live = amountsAt(indicator, party, line, now).filter(({ state }) => state === 'valid');
  const changes = live.map(({ expiresAt }) => expiresAt);
  const largest = greatest(live, ({ fen }) => fen);
  if (!largest) return { found: undefined, changes };
  return {
    found: {
      points: pointsOf(indicator),
      on: latest(live),
      expiresAt: Math.max(...changes),
      signals: live.map(({ signal }) => signal),
      text: `${chineseDate(largest.on, { year: true })}一笔${nameOf(indicator)}${formatYuan(largest.fen)}元,达到${line.text}`,
    },
    changes,
  };
}

/** Every single amount that the indicator asks for, with what becomes of it now. */
export function amountsAt(indicator: Measure, party: Party, line: Line, now: number) {
  const amounts = party.signals.flatMap((signals) => [
    ...(indicator.measure === 'education-expense' ? [] : settlements(signals)).map(({ signal, burden }) => ({
      signal,
      fen: burden,
    })),
    ...(indicator.measure === 'personal-burden' ? [] : effective(signals, 'education-expense')).map((signal) => ({
      signal,
      fen: signal.amount,
    })),
  ]);
  return amounts.map(({ signal, fen }) => {
    const expiresAt = expiry(indicator, signal.on);
    return { signal, fen, on: signal.on, expiresAt, state: stateOf(line.reached(fen), signal.on, expiresAt, now) };
  });
}

/** The first of the greatest; undefined of nothing. */
const greatest = <T>(items: readonly T[], by: (item: T) => number): T | undefined =>
  items.reduce<T | undefined>((best, each) => (best !== undefined && by(best) >= by(each) ? best : each), undefined);

const expiry = (indicator: Pick<Measure, 'validMonths'>, on: string) =>
  startOf(addMonths(on, indicator.validMonths ?? DEFAULT_MONTHS));
/** A single amount without a stated validity counts for a year, as most local rules look back twelve months. */
const DEFAULT_MONTHS = 12;

/** Income fell by a share of what it was before; the newest report of a person counts. */
function incomeDrop(indicator: Measure, party: Party, now: number): Finding {
  const { share, falls } = fallsAt(indicator, party, now);
  const live = falls.filter(({ state }) => state === 'valid');
  const changes = live.map(({ expiresAt }) => expiresAt);
  const steepest = greatest(live, ({ fall }) => fall);
  if (!steepest) return { found: undefined, changes };
  return {
    found: {
      points: pointsOf(indicator),
      on: latest(live),
      expiresAt: Math.max(...changes),
      signals: live.map(({ signal }) => signal),
      text: `收入下降${percentText(steepest.fall)},达到${percentText(share)}`,
    },
    changes,
  };
}

/** Every fall of an income, against the share that the line asks of these people, with what becomes of it now. */
export function fallsAt({ threshold, ...indicator }: Measure, party: Party, now: number) {
  if (!('atLeastShare' in threshold || 'moreThanShare' in threshold))
    return { share: Number.POSITIVE_INFINITY, falls: [] };
  const categories = new Set(party.people.flatMap((person) => [...person.categories]));
  const strict = 'moreThanShare' in threshold;
  const share = lowest(strict ? threshold.moreThanShare : threshold.atLeastShare, categories);
  const falls = party.signals
    .flatMap((signals) => effective(signals, 'income-drop'))
    .filter(({ before }) => before > 0)
    .map((signal) => {
      const fall = (signal.before - signal.after) / signal.before;
      const expiresAt = expiry(indicator, signal.on);
      const reached = strict ? fall > share : fall >= share;
      return { signal, on: signal.on, fall, expiresAt, state: stateOf(reached, signal.on, expiresAt, now) };
    });
  return { share, falls };
}
