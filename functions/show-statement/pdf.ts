import { type CoverList, drawCover } from './pdf-cover.ts';
import { Sheet } from './pdf-sheet.ts';
import { drawStatement, type PrintOrder } from './pdf-statement.ts';
import type { Typefaces } from './typefaces.ts';

export interface PrintedStatement {
  readonly pdf: Buffer;
  /** Characters no font had; each stands as 〓 on the sheet, which asks for them to be written in by hand. */
  readonly missing: readonly string[];
}

/**
 * One statement on A4, with the fonts cut to what it uses (about 50 KB). The same statement gives the same bytes. The
 * file's own properties name nobody, since they show in file lists and mail programs.
 */
export async function statementPdf(order: PrintOrder, fonts: Typefaces): Promise<PrintedStatement> {
  const { name, issuedAt } = order.statement;
  const sheet = new Sheet({ fonts, title: name, madeAt: new Date(issuedAt) });
  const missing = drawStatement(sheet, order, fonts.covers);
  return { pdf: await sheet.finish(), missing };
}

/**
 * A village's sheets in one file to print, behind the list on which their delivery is signed for. The fonts are cut once, to
 * what all of them use: some 10 KB a household. `madeAt` is epoch ms.
 */
export async function printFile(
  cover: CoverList,
  orders: readonly PrintOrder[],
  fonts: Typefaces,
  madeAt: number,
): Promise<PrintedStatement> {
  const sheet = new Sheet({ fonts, title: cover.title, madeAt: new Date(madeAt) });
  const missing = [
    ...drawCover(sheet, cover, fonts.covers),
    ...orders.flatMap((order) => drawStatement(sheet, order, fonts.covers)),
  ];
  return { pdf: await sheet.finish(), missing: [...new Set(missing)] };
}
