import type { Cell } from '../../../domain/sheets/cell.ts';
import { contentOfFile } from './file-content.ts';
import { readCsv } from './read-csv.ts';
import { readZip } from './read-zip.ts';
import { formatOf } from './sheet-format.ts';
import { type SheetLimits, usualLimits } from './sheet-limits.ts';
import { SheetRefused } from './sheet-refused.ts';
import { encodingOf } from './text-encoding.ts';

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
 * All rows of a CSV, a workbook or a zip of them in their order, in batches, empty rows left out; memory does not grow with the
 * file. What it is, is told by its content. Throws `SheetRefused`, also after some batches where a fault lies further down.
 */
export async function* readRows(file: SheetFile): AsyncGenerator<readonly SheetRow[]> {
  let any = false;
  for await (const rows of batchesOf(file)) {
    any = true;
    yield rows;
  }
  if (!any) throw new SheetRefused('no-rows', `“${file.name}”里一行内容也没有。请检查是不是选错了文件。`);
}

async function* batchesOf({ path, name, limits }: SheetFile): AsyncGenerator<readonly SheetRow[]> {
  const all = { ...usualLimits, ...limits };
  const content = contentOfFile(path, name);
  if ((await formatOf(content)) === 'zip') yield* readZip(path, name, all);
  else yield* readCsv(content, '', all, await encodingOf(content));
}
