import { csvCell } from './csv-cell.ts';
import type { Rows } from './sheet-out.ts';

/** Excel takes a file without it for GBK and shows nothing but garbage. */
const BOM = '\ufeff';

/** Text gathered before it is handed on. */
const CHUNK = 64 * 1024;

/** Rows as CSV (RFC 4180, UTF-8 with its mark) for spreadsheets, as they come. */
export async function* csvOf(rows: Rows): AsyncGenerator<Uint8Array> {
  let text = BOM;
  for await (const row of rows) {
    text += csvLine(row);
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/** The same for sheets of a few hundred lines. */
export const csvText = (rows: readonly (readonly string[])[]): string => BOM + rows.map(csvLine).join('');

const csvLine = (row: readonly string[]) => `${row.map(csvCell).join(',')}\r\n`;
