import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRows, type SheetFile, type SheetRow } from '../../../../functions/shared/sheets/read-rows.ts';
import { SheetRefused } from '../../../../functions/shared/sheets/sheet-refused.ts';
import { allOf } from './all-of.ts';

/** Reads bytes as a file that a department sent. */
export async function rowsIn(
  bytes: Uint8Array,
  { name = '名单.csv', limits = {} }: Partial<Omit<SheetFile, 'path'>> = {},
): Promise<SheetRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-sheet-'));
  const file = path.join(folder, 'sheet');
  try {
    writeFileSync(file, bytes);
    return (await allOf(readRows({ path: file, name, limits }))).flat();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Cells as text only, by line. */
export const textsIn = async (...args: Parameters<typeof rowsIn>): Promise<[number, ...string[]][]> =>
  (await rowsIn(...args)).map(({ line, cells }) => [line, ...cells.map(({ text }) => text)]);

/** Why a file was refused; throws where it was not. */
export async function refusalOf(...args: Parameters<typeof rowsIn>): Promise<SheetRefused> {
  try {
    await rowsIn(...args);
  } catch (error) {
    if (error instanceof SheetRefused) return error;
    throw error;
  }
  throw new Error('the file was taken');
}
