import { formatYuan } from '../money.ts';
import type { Profile, Threshold } from '../profile.ts';
import type { Standing } from './standing.ts';

/** A warning line in force for these people: whether an amount (fen, or a share for incomes) reaches it, and how to say so. */
export interface Line {
  reached: (amount: number) => boolean;
  text: string;
}

/** The line for these people; undefined where its figure is missing, and the indicator is off. */
export function lineFor(
  threshold: Threshold,
  people: readonly Standing[],
  figures: Profile['figures'],
  yearlyIncome: number | undefined,
): Line | undefined {
  const categories = new Set(people.flatMap((person) => [...person.categories]));
  if ('atLeast' in threshold) return amountLine(lowest(threshold.atLeast, categories) * 100, true);
  if ('moreThan' in threshold) return amountLine(lowest(threshold.moreThan, categories) * 100, false);
  const strict = 'moreThanShare' in threshold;
  const share = lowest(strict ? threshold.moreThanShare : threshold.atLeastShare, categories);
  const base = threshold.of === 'household-income' ? yearlyIncome : yuanToFen(figures[threshold.of]?.yuan);
  if (base === undefined) return undefined;
  const name = threshold.of === 'household-income' ? '家庭年收入' : (figures[threshold.of]?.name ?? threshold.of);
  const line = amountLine(Math.round(base * share), !strict);
  return { ...line, text: `${name}的${percentText(share)}(${formatYuan(Math.round(base * share))}元)` };
}

const yuanToFen = (yuan: number | null | undefined) =>
  yuan === null || yuan === undefined ? undefined : Math.round(yuan * 100);

/** Nothing spent reaches no line, not even that of a household without income. */
const amountLine = (line: number, orEqual: boolean): Line => ({
  reached: (amount) => amount > 0 && (orEqual ? amount >= line : amount > line),
  text: `${formatYuan(line)}元`,
});

export const percentText = (share: number) => `${Math.round(share * 1000) / 10}%`;

/** The lowest line that any of the categories gives; `default` where none does. */
export function lowest(lines: number | Record<string, number>, categories: ReadonlySet<string>): number {
  if (typeof lines === 'number') return lines;
  const own = Object.entries(lines).flatMap(([key, line]) => (key !== 'default' && categories.has(key) ? [line] : []));
  return own.length > 0 ? Math.min(...own) : (lines['default'] ?? Number.POSITIVE_INFINITY);
}
