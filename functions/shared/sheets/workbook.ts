import { posix } from 'node:path';
import type { FileContent } from './file-content.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetRefused } from './sheet-refused.ts';
import { BookReader, StyleReader, TargetReader, TextsReader } from './workbook-readers.ts';
import { scanWhole } from './xml-part.ts';
import { damaged } from './zip-archive.ts';

export interface Workbook {
  /**
   * Worksheets in the order of their tabs that a person sees. Hidden ones hold lists and workings that nobody means to send;
   * hidden rows and columns are read, for a filter hides people.
   */
  readonly sheets: readonly { readonly name: string; readonly part: FileContent }[];
  readonly from1904: boolean;
  /** Whether a cell style shows numbers as days, by its number. */
  readonly dateStyles: readonly boolean[];
  readonly texts: SharedStrings;
}

export const WORKBOOK = 'xl/workbook.xml';

/** All of a workbook but its cells. `texts` is to be closed. Throws `SheetRefused`. */
export async function openWorkbook(entries: readonly FileContent[], name: string): Promise<Workbook> {
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const partAt = (target: string | undefined) =>
    target === undefined ? undefined : parts.get(posix.resolve('/xl', target).slice(1).toLowerCase());
  const [book, targets, styles] = [new BookReader(), new TargetReader(), new StyleReader()];
  await scanWhole(parts.get(WORKBOOK), name, book);
  await scanWhole(parts.get('xl/_rels/workbook.xml.rels'), name, targets);
  await scanWhole(partAt(targets.styles), name, styles);
  const sheets = book.sheets.flatMap(({ name: title, relation, hidden }) => {
    // A sheet that is one chart has no cells.
    const target = targets.worksheets.get(relation);
    if (hidden || target === undefined) return [];
    const part = partAt(target);
    if (!part) throw damaged(name);
    return [{ name: title, part }];
  });
  const texts = await textsIn(partAt(targets.texts), name);
  return { sheets, from1904: book.from1904, dateStyles: styles.dateStyles, texts };
}

async function textsIn(part: FileContent | undefined, name: string): Promise<SharedStrings> {
  const texts = new SharedStrings();
  try {
    await scanWhole(part, name, new TextsReader(texts));
    return texts;
  } catch (error) {
    texts.close();
    const tooMuch = error instanceof SheetRefused && error.cause instanceof RangeError;
    throw tooMuch ? new SheetRefused('too-large', `“${name}”里的文字太多或太长。请分成几个文件再上传。`) : error;
  }
}
