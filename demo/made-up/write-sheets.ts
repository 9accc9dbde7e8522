import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvOf } from '../../functions/shared/sheets/write-csv.ts';
import { xlsxOf } from '../../functions/shared/sheets/write-xlsx.ts';
import { gb18030 } from '../../test/functions/shared/sheets/gb18030.ts';
import { type Damaging, type ExpectedOfSheet, nothingExpected, spoilt } from './expected.ts';
import type { MadeUpSheet } from './month-sheets.ts';

/** Each in a folder of its own: `csv` in UTF-8 with its mark, `gb18030` the CSV of an older Excel, `xlsx` a workbook. */
export const formats = ['csv', 'gb18030', 'xlsx'] as const;
export type Format = (typeof formats)[number];

/** Excel's own limit, headings included; a longer sheet is written as CSV only. */
const MOST_ROWS_OF_A_WORKBOOK = 1_048_576;

export interface Written extends ExpectedOfSheet {
  readonly type: string;
  readonly mode?: string;
  /** Paths below the folder. */
  readonly files: readonly string[];
}

/** Writes a sheet in each of the formats; its rows are made anew for each, and never all in memory. */
export async function writeSheet(
  sheet: MadeUpSheet,
  folder: string,
  wanted: readonly Format[],
  damaging: Damaging,
): Promise<Written> {
  const files: string[] = [];
  let expected = nothingExpected();
  for (const format of wanted) {
    if (format === 'xlsx' && files.length > 0 && expected.rows.read >= MOST_ROWS_OF_A_WORKBOOK) continue;
    expected = nothingExpected();
    // That nobody in it lives stands where it is seen first: in the file's name, and in the name of the sheet.
    const file = path.join(format, `虚构-${sheet.name}.${format === 'xlsx' ? 'xlsx' : 'csv'}`);
    mkdirSync(path.join(folder, format), { recursive: true });
    const rows = withHeadings(sheet, spoilt(sheet, damaging, expected));
    await pipeline(Readable.from(bytesOf(format, sheet, rows)), createWriteStream(path.join(folder, file)));
    files.push(file);
  }
  return { type: sheet.type, ...(sheet.mode && { mode: sheet.mode }), files, ...expected };
}

/** `expected.json`: what an import of each file, in this order, has to say of its rows. */
export function writeExpected(folder: string, about: object, sheets: readonly Written[]): void {
  const said = { about: '虚构的人,号码都不是真人的 / nobody in these files is real', ...about, sheets };
  writeFileSync(path.join(folder, 'expected.json'), `${JSON.stringify(said, null, 1)}\n`);
}

function* withHeadings({ headings }: MadeUpSheet, rows: Iterable<readonly string[]>): Generator<readonly string[]> {
  yield headings;
  yield* rows;
}

function bytesOf(format: Format, { name }: MadeUpSheet, rows: Iterable<readonly string[]>): AsyncIterable<Uint8Array> {
  if (format === 'xlsx') return xlsxOf([{ name: `虚构-${name}`, rows, headings: 1 }]);
  return format === 'csv' ? csvOf(rows) : recoded(csvOf(rows));
}

/** As a Chinese Windows saves it. Characters are never cut: `csvOf` hands on whole lines. */
async function* recoded(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield gb18030(new TextDecoder().decode(part));
}
