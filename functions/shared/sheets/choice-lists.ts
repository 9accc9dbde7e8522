import { columnLetters } from './cell-reference.ts';
import type { SheetOut } from './sheet-out.ts';

export interface ChoiceLists {
  /** The hidden sheet that holds them: a list inside the cell's own rule may have 255 characters only. */
  readonly sheet: SheetOut | undefined;
  /** Where the words of a sheet's column stand, as a formula. */
  rangeOf(sheet: SheetOut, column: number): string;
}

export const CHOICES = '选项';

/** All drop-down lists of a workbook, each a row of one hidden sheet. */
export function choiceLists(sheets: readonly SheetOut[]): ChoiceLists {
  const all = sheets.flatMap((sheet) =>
    Object.entries(sheet.choices ?? {}).map(([column, words]) => ({ sheet, column: Number(column), words })),
  );
  return {
    sheet: all.length > 0 ? { name: CHOICES, rows: all.map(({ words }) => words) } : undefined,
    rangeOf: (sheet, column) => {
      const row = all.findIndex((each) => each.sheet === sheet && each.column === column);
      const last = columnLetters((all[row]?.words.length ?? 1) - 1);
      return `'${CHOICES}'!$A$${row + 1}:$${last}$${row + 1}`;
    },
  };
}
