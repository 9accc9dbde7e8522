import { type DamagedRow, damagedRow, type Expected } from './damage.ts';
import type { MadeUpSheet } from './month-sheets.ts';
import { drawsFor } from './random.ts';

/** What should become of a file that is sent to a hub which has not seen any of it. */
export interface ExpectedOfSheet {
  readonly rows: Record<'read' | Expected, number>;
  /** Every line that was spoilt, as the spreadsheet counts: the headings are line 1. */
  readonly damaged: { readonly line: number; readonly kind: string; readonly expected: Expected }[];
}

export interface Damaging {
  readonly seed: number;
  /** Share of rows that something befalls, 0 to 1. */
  readonly share: number;
}

/** A sheet's rows, some of them spoilt, counted into `expected` as they pass. The same for the same seed. */
export function* spoilt(
  sheet: MadeUpSheet,
  { seed, share }: Damaging,
  expected: ExpectedOfSheet,
): Generator<readonly string[]> {
  let nth = 0;
  for (const cells of sheet.rows()) {
    nth += 1;
    const random = drawsFor('damage', seed, sheet.name, nth);
    const befallen = share > 0 && random.fraction() < share ? damagedRow(sheet, cells, random) : undefined;
    for (const row of befallen ?? [whole(cells)]) {
      expected.rows.read += 1;
      expected.rows[row.expected] += 1;
      const { kind } = row;
      if (kind !== undefined) expected.damaged.push({ line: expected.rows.read + 1, kind, expected: row.expected });
      yield row.cells;
    }
  }
}

const whole = (cells: readonly string[]): DamagedRow => ({ cells, expected: 'accepted' });

export const nothingExpected = (): ExpectedOfSheet => ({
  rows: { read: 0, accepted: 0, duplicate: 0, rejected: 0 },
  damaged: [],
});
