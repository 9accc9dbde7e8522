import type { Coverage } from '../../domain/glyph-coverage.ts';
import { formatLookUpCode, type LookUpCode } from '../../domain/look-up-code.ts';
import type { Statement } from '../../domain/statement.ts';
import { PARTS } from '../shared/statement-sheet/columns.ts';
import { drawQr, qrCode } from './pdf-qr.ts';
import { ACCENT, CONTENT_WIDTH, PAGE, type Sheet, SOFT_INK, type TextStyle } from './pdf-sheet.ts';
import { drawSlip } from './pdf-slip.ts';
import { drawTable } from './pdf-table.ts';
import { NO_GLYPH_NOTE, printableWith } from './printable.ts';

/** Where the sheet can be read on a phone: by its own link, or at the fixed address with a code. */
export interface LookUp {
  readonly address: string;
  readonly code: LookUpCode;
  readonly link: string;
}

/** What is printed of a statement. */
export interface PrintOrder {
  readonly statement: Statement;
  /** By which the slip that comes back is found: Q2612-48210937. */
  readonly number: string;
  /** Left out where it would lead nowhere any more. */
  readonly lookUp: LookUp | undefined;
}

const TITLE: TextStyle = { size: 24, weight: 'bold', colour: ACCENT, leading: 1.4 };
const HOUSEHOLD: TextStyle = { size: 12.5, weight: 'bold', leading: 1.5 };
const LOOK_UP: TextStyle = { size: 10.5, colour: SOFT_INK, leading: 1.5 };
const BODY: TextStyle = { size: 12, leading: 1.55 };
const NOTE: TextStyle = { size: 11.5, leading: 1.5 };
const PART: TextStyle = { size: 13, weight: 'bold', colour: ACCENT, leading: 1.5 };
const TOTAL: TextStyle = { size: 14, weight: 'bold', leading: 1.5 };
/** Points; the gap keeps the quiet zone of a QR code white. */
const QR_TOP = 36;
const QR_GAP = 12;

/**
 * Draws one household's statement as a section of its own, its slip at the foot of its last page. Returns the characters
 * that no font had.
 */
export function drawStatement(sheet: Sheet, order: PrintOrder, covers: Coverage): readonly string[] {
  const { statement, number, lookUp } = order;
  const printable = printableWith(covers);
  const slip = { ...statement.slip, heading: `${statement.slip.heading} · ${number}` };
  sheet.begin({ runningHead: slip.heading, printable: printable.text });
  drawHeading(sheet, statement, lookUp);
  drawAid(sheet, statement);
  drawAdjustments(sheet, statement);
  drawReimbursements(sheet, statement);
  drawNotes(sheet, statement);
  if (printable.missing().length > 0) sheet.paragraph(NO_GLYPH_NOTE, NOTE, 4);
  drawSlip(sheet, slip);
  return printable.missing();
}

/** Beside the QR code there is room for the title, and for what to do with the code. */
function drawHeading(sheet: Sheet, statement: Statement, lookUp: LookUp | undefined): void {
  const qr = lookUp && qrCode(lookUp.link);
  const width = CONTENT_WIDTH - (qr ? qr.size + QR_GAP : 0);
  if (qr) drawQr(sheet, qr, { x: PAGE.width - PAGE.side - qr.size, y: QR_TOP });
  sheet.paragraph(statement.name, TITLE, 0, width);
  sheet.paragraph(`${statement.head}家 · ${statement.period.label} · ${statement.place}`, HOUSEHOLD, 2, width);
  if (lookUp) sheet.paragraph(lookUpText(lookUp), LOOK_UP, 0, width);
  sheet.y = Math.max(sheet.y + 4, qr ? QR_TOP + qr.size + QR_GAP : 0);
  sheet.rule(sheet.y, { colour: ACCENT, width: 1.4 });
  sheet.y += 10;
  sheet.paragraph(statement.opening, BODY, 8);
}

const lookUpText = ({ address, code }: LookUp) =>
  `手机扫右边的码就能看。也可以打开 ${address},填查询码 ${formatLookUpCode(code)}。`;

function drawAid(sheet: Sheet, { lines, none, total }: Statement): void {
  if (lines.length > 0) drawTable(sheet, lines);
  if (none !== undefined) drawBox(sheet, none, { ...TOTAL, weight: 'regular' });
  if (total !== undefined) {
    sheet.y += 10;
    drawBox(sheet, total, TOTAL);
  }
  sheet.y += 8;
}

function drawAdjustments(sheet: Sheet, { adjustments, adjustmentsNote }: Statement): void {
  adjustments.forEach(({ text }, index) => {
    const last = index === adjustments.length - 1;
    sheet.labelled(PARTS.adjustments, last ? text + (adjustmentsNote ?? '') : text, NOTE, last ? 8 : 2);
  });
}

function drawReimbursements(sheet: Sheet, { reimbursements }: Statement): void {
  if (reimbursements === undefined) return;
  drawPart(sheet, PARTS.reimbursements);
  sheet.paragraph(reimbursements.note, NOTE, 5);
  if (reimbursements.lines.length > 0) drawTable(sheet, reimbursements.lines);
  sheet.y += 5;
  sheet.paragraph(reimbursements.total, { ...NOTE, weight: 'bold' }, 8);
}

function drawNotes(sheet: Sheet, { askWhom, reminder }: Statement): void {
  sheet.labelled(PARTS.askWhom, askWhom, BODY, 6);
  sheet.labelled(PARTS.reminder, reminder, BODY, 6);
}

/** A heading is never left alone at the foot of a page. */
function drawPart(sheet: Sheet, heading: string): void {
  sheet.need(sheet.lineHeight(PART) + 2 * sheet.lineHeight(BODY));
  sheet.paragraph(heading, PART);
}

function drawBox(sheet: Sheet, text: string, style: TextStyle): void {
  const inset = 9;
  const lines = sheet.lines(text, CONTENT_WIDTH - 2 * inset, style);
  const height = lines.length * sheet.lineHeight(style) + 2 * inset;
  sheet.need(height);
  sheet.tint(sheet.y, height);
  sheet.draw(lines, { x: PAGE.side + inset, y: sheet.y + inset, width: CONTENT_WIDTH - 2 * inset }, style);
  sheet.y += height;
}
