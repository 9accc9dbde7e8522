import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { choiceLists } from './choice-lists.ts';
import type { SheetOut } from './sheet-out.ts';
import { MOST_ROWS, sheetXml } from './sheet-xml.ts';
import { workbookParts } from './workbook-parts.ts';

/** The first day that a ZIP can say: the same content is the same file. */
const OPTIONS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * A workbook (ECMA-376), written as its rows come. Every cell is text, those still to be filled in too, so that no number loses
 * digits and nothing is run as a formula. What is longer than the 32,767 characters that Excel takes in a cell is cut.
 * Throws RangeError where a sheet has more rows than Excel takes: whoever writes splits it, for only they know what to repeat above.
 */
export async function* xlsxOf(given: readonly SheetOut[], { mostRows = MOST_ROWS } = {}): AsyncGenerator<Uint8Array> {
  const lists = choiceLists(given);
  const sheets = lists.sheet ? [...given, lists.sheet] : given;
  const zip = new ZipFile();
  const out = new PassThrough();
  for (const [name, xml] of workbookParts(sheets, lists.sheet)) zip.addBuffer(Buffer.from(xml), name, OPTIONS);
  const streams = sheets.map((sheet, index) => {
    const xml = Readable.from(sheetXml(sheet, lists.rangeOf, mostRows), { objectMode: false });
    // The archive would wait for ever for rows that failed.
    xml.on('error', (error) => out.destroy(error));
    zip.addReadStream(xml, `xl/worksheets/sheet${index + 1}.xml`, OPTIONS);
    return xml;
  });
  zip.end();
  zip.outputStream.pipe(out);
  try {
    for await (const part of out) yield part;
  } finally {
    for (const each of streams) each.destroy();
  }
}
