import type { StatementLine } from '../../domain/statement-schema.ts';
import { COLUMNS } from '../shared/statement-sheet/columns.ts';
import { INK, PAGE, RULE, type Sheet, SOFT_INK, type TextStyle, TINT } from './pdf-sheet.ts';

/** Points, in the order of COLUMNS; together the width of the text. */
const WIDTHS = [58, 112, 84, 97, 96, 56.28] as const;
const PADDING = { x: 5, y: 4.5 } as const;
const HEAD: TextStyle = { size: 10, weight: 'bold', leading: 1.3 };
const CELL: TextStyle = { size: 11, leading: 1.35 };

interface Row {
  readonly cells: readonly { readonly lines: readonly string[]; readonly style: TextStyle }[];
  readonly height: number;
}

/** The aid line by line; a row is never cut by the end of a page, and each page repeats the head. */
export function drawTable(sheet: Sheet, lines: readonly StatementLine[]): void {
  const head = rowOf(
    sheet,
    COLUMNS.map(({ heading }) => ({ text: heading, style: HEAD })),
  );
  const rows = lines.map((line) =>
    rowOf(
      sheet,
      COLUMNS.map((column) => ({ text: column.text(line), style: styleOf(column.key, line) })),
    ),
  );
  sheet.need(head.height + (rows[0]?.height ?? 0));
  drawHead(sheet, head);
  for (const row of rows) {
    if (sheet.need(row.height)) drawHead(sheet, head);
    drawRow(sheet, row);
    sheet.rule(sheet.y, { width: 0.4 });
  }
}

function styleOf(key: (typeof COLUMNS)[number]['key'], { status }: StatementLine): TextStyle {
  const colour = status === 'returned' ? SOFT_INK : INK;
  const weight = key === 'what' || (key === 'status' && status !== 'paid') ? 'bold' : 'regular';
  return { ...CELL, colour, weight };
}

function rowOf(sheet: Sheet, cells: readonly { text: string; style: TextStyle }[]): Row {
  const set = cells.map(({ text, style }, index) => ({ lines: sheet.lines(text, innerWidth(index), style), style }));
  const heights = set.map(({ lines, style }) => lines.length * sheet.lineHeight(style));
  return { cells: set, height: Math.max(...heights) + 2 * PADDING.y };
}

function drawHead(sheet: Sheet, head: Row): void {
  sheet.tint(sheet.y, head.height, TINT);
  sheet.rule(sheet.y, { width: 0.9 });
  drawRow(sheet, head);
  sheet.rule(sheet.y, { colour: RULE, width: 0.9 });
}

function drawRow(sheet: Sheet, row: Row): void {
  let x: number = PAGE.side;
  row.cells.forEach(({ lines, style }, index) => {
    sheet.draw(lines, { x: x + PADDING.x, y: sheet.y + PADDING.y, width: innerWidth(index) }, style);
    x += WIDTHS[index] ?? 0;
  });
  sheet.y += row.height;
}

function innerWidth(column: number): number {
  return (WIDTHS[column] ?? 0) - 2 * PADDING.x;
}
