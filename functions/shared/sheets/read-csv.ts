import type { Cell } from '../../../domain/sheets/cell.ts';
import { cellValue } from './csv-cell.ts';
import { CsvFault, CsvRecords } from './csv-records.ts';
import { separationOf } from './csv-separator.ts';
import { beginning, type FileContent } from './file-content.ts';
import type { SheetRow } from './read-rows.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { SheetRefused } from './sheet-refused.ts';
import { cellTooLong, tooManyColumns } from './sheet-size.ts';
import type { TextEncoding } from './text-encoding.ts';

/** As much of a file as tells its separator. */
const HEADING_BYTES = 64 * 1024;

/** Rows of a CSV in batches as they come, empty ones left out. Throws `SheetRefused`. */
export async function* readCsv(
  content: FileContent,
  sheet: string,
  limits: SheetLimits,
  encoding: TextEncoding,
): AsyncGenerator<readonly SheetRow[]> {
  const start = await beginning(content, HEADING_BYTES);
  const text = new TextDecoder(encoding.label).decode(start.subarray(encoding.mark), { stream: true });
  const { separator, announced } = separationOf(text);
  const rows = new RowsOfRecords(sheet, announced ? -1 : 0, content.name, limits);
  const records = new CsvRecords(separator, (record) => rows.add(record));
  try {
    for await (const piece of decoded(content, encoding)) {
      records.write(piece);
      yield* rows.taken();
    }
    records.end();
    yield* rows.taken();
  } catch (error) {
    throw error instanceof CsvFault ? unclosed(content, rows.line + 1, error) : error;
  }
}

async function* decoded(content: FileContent, { label, mark }: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  let skip = mark;
  for await (const part of content.open()) {
    yield decoder.decode(part.subarray(skip), { stream: true });
    skip = Math.max(0, skip - part.length);
  }
}

const unclosed = ({ name }: FileContent, line: number, cause: Error) =>
  new SheetRefused(
    'damaged',
    `“${name}”第${line}行有一个英文引号没有配对,后面的行都连在了一起。请改好这一行,或另存为 .xlsx 再上传。`,
    { cause },
  );

/** Records as rows: lines as a spreadsheet numbers them, so that a cell of several lines is one, and an empty row is counted. */
class RowsOfRecords {
  readonly #sheet: string;
  readonly #name: string;
  readonly #limits: SheetLimits;
  #rows: SheetRow[] = [];
  line: number;

  constructor(sheet: string, line: number, name: string, limits: SheetLimits) {
    this.#sheet = sheet;
    this.line = line;
    this.#name = name;
    this.#limits = limits;
  }

  add(record: readonly string[]): void {
    this.line++;
    if (this.line === 0) return;
    const { columns, cellLength } = this.#limits;
    if (record.length > columns) throw tooManyColumns(this.#name, this.line, columns);
    const cells = new Array<Cell>(record.length);
    let empty = true;
    for (let at = 0; at < record.length; at++) {
      const text = record[at] ?? '';
      if (text.length > cellLength) throw cellTooLong(this.#name, this.line, cellLength);
      const value = cellValue(text);
      empty &&= value.trim() === '';
      cells[at] = { text: value };
    }
    if (!empty) this.#rows.push({ sheet: this.#sheet, line: this.line, cells });
  }

  *taken(): Generator<readonly SheetRow[]> {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    yield rows;
  }
}
