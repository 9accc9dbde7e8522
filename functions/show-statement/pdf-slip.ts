import type { Statement } from '../../domain/statement.ts';
import { PARTS } from '../shared/statement-sheet/columns.ts';
import { CONTENT_WIDTH, PAGE, type Sheet, SOFT_INK, type TextStyle } from './pdf-sheet.ts';

const HEADING: TextStyle = { size: 10.5, colour: SOFT_INK, leading: 1.4 };
const LABEL: TextStyle = { size: 11.5, leading: 1.4 };
const FIELD = { height: 26, perRow: 2, gap: 24 } as const;
const TEAR_OFF: TextStyle = { size: 8.5, colour: SOFT_INK, align: 'center', leading: 1.4 };

/** The part to sign and tear off, at the foot of the last page; it shows no amount, since others handle it. */
export function drawSlip(sheet: Sheet, slip: Statement['slip']): void {
  const heading = sheet.lines(`${PARTS.slip} · ${slip.heading}`, CONTENT_WIDTH, HEADING);
  const rows = Math.ceil(slip.fields.length / FIELD.perRow);
  const height = 22 + heading.length * sheet.lineHeight(HEADING) + sheet.lineHeight(LABEL) + 8 + rows * FIELD.height;
  sheet.need(height);
  let y = PAGE.height - PAGE.bottom - height;
  sheet.rule(y, { dash: 3, width: 0.7, colour: SOFT_INK });
  const tearOff = sheet.lines('沿虚线撕下,由送单子的人带回', CONTENT_WIDTH, TEAR_OFF);
  sheet.draw(tearOff, { x: PAGE.side, y: y + 3, width: CONTENT_WIDTH }, TEAR_OFF);
  y += 20;
  sheet.draw(heading, { x: PAGE.side, y, width: CONTENT_WIDTH }, HEADING);
  y += heading.length * sheet.lineHeight(HEADING);
  sheet.draw(
    sheet.lines(slip.text, CONTENT_WIDTH, LABEL),
    { x: PAGE.side, y, width: CONTENT_WIDTH },
    { ...LABEL, weight: 'bold' },
  );
  y += sheet.lineHeight(LABEL) + 8;
  slip.fields.forEach((field, index) => {
    const at = { column: index % FIELD.perRow, row: Math.floor(index / FIELD.perRow) };
    drawField(sheet, field, at.column, y + at.row * FIELD.height);
  });
}

function drawField(sheet: Sheet, field: string, column: number, y: number): void {
  const width = (CONTENT_WIDTH - FIELD.gap) / FIELD.perRow;
  const x = PAGE.side + column * (width + FIELD.gap);
  sheet.draw([field], { x, y, width }, LABEL);
  const from = x + sheet.width(field, LABEL) + 6;
  const base = y + sheet.lineHeight(LABEL);
  sheet.document
    .save()
    .lineWidth(0.6)
    .strokeColor(SOFT_INK)
    .moveTo(from, base)
    .lineTo(x + width, base)
    .stroke()
    .restore();
}
