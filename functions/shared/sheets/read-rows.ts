import type { Cell } from '../../../domain/sheets/cell.ts';
import { contentOfFile } from './file-content.ts';
import { readCsv } from './read-csv.ts';
import { type SheetLimits, usualLimits } from './sheet-limits.ts';
import { SheetRefused } from './sheet-refused.ts';

export interface SheetRow {
  /** '' for a CSV, the sheet's name in a workbook, `file` or `file/sheet` inside a zip. */
  readonly sheet: string;
  /** As the spreadsheet shows it, from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface SheetFile {
  /** Where it lies on this machine. */
  readonly path: string;
  /** What its sender calls it. */
  readonly name: string;
  readonly limits?: Partial<SheetLimits>;
}

/**
 * All rows of a file in their order, in batches, empty rows left out; memory does not grow with the file. What it is, is told
 * by its content. Throws `SheetRefused`, also after some batches where a fault lies further down.
 */
export async function* readRows({ path, name, limits }: SheetFile): AsyncGenerator<readonly SheetRow[]> {
  const all = { ...usualLimits, ...limits };
  let any = false;
  for await (const rows of readCsv(contentOfFile(path, name), '', all)) {
    any = true;
    yield rows;
  }
  if (!any) throw new SheetRefused('no-rows', `“${name}”里一行内容也没有。请检查是不是选错了文件。`);
}
