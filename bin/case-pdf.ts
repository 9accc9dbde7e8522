import { Sheet, SOFT_INK, type TextStyle } from '../functions/show-statement/pdf-sheet.ts';
import { NO_GLYPH, printableWith } from '../functions/show-statement/printable.ts';
import type { Typefaces } from '../functions/show-statement/typefaces.ts';
import { caseHead, caseReasons, entryLine, type WarningCase } from './case-text.ts';

const TITLE: TextStyle = { size: 18, weight: 'bold', leading: 1.5 };
const PART: TextStyle = { size: 12, weight: 'bold', leading: 1.7 };
const BODY: TextStyle = { size: 10, leading: 1.5 };
const DETAIL: TextStyle = { size: 9, leading: 1.45, colour: SOFT_INK };

/** The case on A4, in the fonts of the statements, cut to what it uses; what no font has stands as 〓, and that is said. */
export async function casePdf(told: WarningCase, fonts: Typefaces, madeAt: Date): Promise<Buffer> {
  const printable = printableWith(fonts.covers);
  const { title, lines } = caseHead(told);
  const sheet = new Sheet({ fonts, title, madeAt });
  sheet.begin({ runningHead: title, printable: printable.text });
  sheet.paragraph(title, TITLE, 4);
  for (const line of lines) sheet.paragraph(line, BODY);
  part(sheet, '原因(最后一版)');
  for (const reason of caseReasons(told)) sheet.paragraph(reason, BODY);
  part(sheet, '经过');
  for (const entry of told.timeline) {
    const { when, kind, text } = entryLine(entry);
    sheet.need(2 * sheet.lineHeight(BODY));
    sheet.labelled(`${when} ${kind}`, text, BODY);
    for (const detail of entry.details) sheet.paragraph(`  ${detail}`, DETAIL);
    sheet.y += 3;
  }
  if (printable.missing().length > 0) sheet.paragraph(`“${NO_GLYPH}”是印不出的字。`, DETAIL);
  return sheet.finish();
}

/** A heading is never left alone at the foot of a page. */
function part(sheet: Sheet, heading: string): void {
  sheet.y += 6;
  sheet.need(sheet.lineHeight(PART) + 2 * sheet.lineHeight(BODY));
  sheet.paragraph(heading, PART);
}
