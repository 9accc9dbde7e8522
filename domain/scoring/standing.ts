import { dayOf, endOf, startOf } from '../shanghai-day.ts';
import type { Signal } from '../signal.ts';
import { effective } from './effective.ts';

/** What somebody is at an instant. */
export interface Standing {
  /** Keys of the roster categories in force today. */
  categories: ReadonlySet<string>;
  alive: boolean;
  onRoster: boolean;
  /** Has asked for help, whether on the roster or not. */
  asked: boolean;
  /** Yearly income in fen, of the person or (newest wins) of the household. */
  income?: { fen: number; of: 'person' | 'household'; asOf: string };
  /** Epoch ms at which a category begins or ends. */
  changes: readonly number[];
}

export function standingOf(signals: readonly Signal[], now: number): Standing {
  const today = dayOf(now);
  const rosters = effective(signals, 'roster');
  const entries = rosters.flatMap(({ categories }) => categories);
  const categories = new Set(
    entries.filter(({ from, until }) => from <= today && (until === undefined || today <= until)).map(({ key }) => key),
  );
  const incomes = rosters.flatMap(({ income }) => (income ? [income] : [])).sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
  const income = incomes.at(-1);
  return {
    categories,
    alive: effective(signals, 'death').length === 0,
    onRoster: categories.size > 0,
    asked: effective(signals, 'self-report').length > 0,
    ...(income && {
      income: { fen: income.per === 'month' ? income.fen * 12 : income.fen, of: income.of, asOf: income.asOf },
    }),
    changes: entries
      .flatMap(({ from, until }) => [startOf(from), ...(until ? [endOf(until)] : [])])
      .filter((instant) => instant > now),
  };
}
