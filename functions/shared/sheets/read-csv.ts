import { CsvError, type Parser, parse } from 'csv-parse';
import type { Cell } from '../../../domain/sheets/cell.ts';
import { cellValue } from './csv-cell.ts';
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
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: limits.columns * limits.cellLength,
    // Taken here and not handed on: a stream of objects costs more than the parsing itself.
    on_record: (record: string[]) => rows.add(record),
  });
  const failed = new Promise<never>((_, reject) => parser.once('error', reject));
  failed.catch(() => undefined);
  try {
    for await (const part of inUtf8(content, encoding)) {
      await Promise.race([written(parser, part), failed]);
      yield* rows.taken();
    }
    await Promise.race([new Promise<void>((resolve) => parser.end(resolve)), failed]);
    yield* rows.taken();
  } catch (error) {
    throw error instanceof CsvError ? unclosed(content, rows.line + 1, error) : error;
  } finally {
    parser.destroy();
  }
}

/** The parser takes bytes; other encodings are turned into UTF-8 on the way. */
async function* inUtf8(content: FileContent, { label, mark }: TextEncoding): AsyncGenerator<Buffer> {
  const decoder = label === 'utf-8' ? undefined : new TextDecoder(label, { ignoreBOM: true });
  let skip = mark;
  for await (const part of content.open()) {
    const bytes = part.subarray(skip);
    skip = Math.max(0, skip - part.length);
    yield decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes;
  }
}

const written = (parser: Parser, part: Buffer) =>
  new Promise<void>((resolve) => {
    parser.write(part, () => resolve());
  });

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

  /** Answers null: nothing is left for the parser to hand on. */
  add(record: readonly string[]): null {
    this.line++;
    if (this.line === 0) return null;
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
    return null;
  }

  *taken(): Generator<readonly SheetRow[]> {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    yield rows;
  }
}
