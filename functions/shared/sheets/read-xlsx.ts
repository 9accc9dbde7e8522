import type { SheetRow } from './read-rows.ts';
import type { SheetLimits } from './sheet-limits.ts';
import { SheetReader } from './sheet-reader.ts';
import { openWorkbook } from './workbook.ts';
import { scanned } from './xml-part.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Rows of the visible sheets of a workbook in batches as they come. `before` stands before the sheets' names. Throws `SheetRefused`. */
export async function* readXlsx(
  archive: ZipArchive,
  name: string,
  before: string,
  limits: SheetLimits,
): AsyncGenerator<readonly SheetRow[]> {
  const book = await openWorkbook(archive.entries, name);
  try {
    for (const sheet of book.sheets) {
      const reader = new SheetReader(before + sheet.name, name, book, limits);
      for await (const _ of scanned(sheet.part, name, reader)) {
        const rows = reader.taken();
        if (rows.length > 0) yield rows;
      }
    }
  } finally {
    book.texts.close();
  }
}
