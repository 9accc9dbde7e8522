import { textTable } from '../bin/text-table.ts';

/** One measured figure. What has a peer or a limit stands beside it, measured on the same input in the same run. */
export interface Figure {
  readonly bench: string;
  /** `accepted_per_s`, `write_units.quiet`, … */
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against: a peer of the same run, or `goal`. */
  readonly baseline?: string;
  readonly baselineValue?: number;
  /** value / baselineValue */
  readonly ratio?: number;
}

/** A figure with its peer or limit; the ratio follows. */
export function figure(
  bench: string,
  metric: string,
  value: number,
  unit: string,
  beside?: { readonly name: string; readonly value: number },
): Figure {
  const own = { bench, metric, value: rounded(value), unit };
  if (!beside) return own;
  const ratio = rounded(value / beside.value);
  // Nothing is held against zero but by looking.
  const known = Number.isFinite(ratio) ? { ratio } : {};
  return { ...own, baseline: beside.name, baselineValue: rounded(beside.value), ...known };
}

/** Three decimals: no bench measures finer. */
const rounded = (value: number) => Math.round(value * 1000) / 1000;

export const figureLine = (one: Figure): string => JSON.stringify(one);

/** All figures of a run for people. */
export const figureTable = (figures: readonly Figure[]): string =>
  textTable(
    ['metric', 'value', 'unit', 'beside', 'its value', 'ratio'],
    figures.map(({ metric, value, unit, baseline = '', baselineValue, ratio }) => [
      metric,
      String(value),
      unit,
      baseline,
      baselineValue === undefined ? '' : String(baselineValue),
      ratio === undefined ? '' : String(ratio),
    ]),
  );

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}
