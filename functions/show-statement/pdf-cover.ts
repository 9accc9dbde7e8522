import type { Coverage } from '../../domain/glyph-coverage.ts';
import { ACCENT, CONTENT_WIDTH, PAGE, RULE, type Sheet, SOFT_INK, type TextStyle, TINT } from './pdf-sheet.ts';
import { NO_GLYPH_NOTE, printableWith } from './printable.ts';

/** The list on which the delivery of a village's sheets is signed for. Neighbours read it: it shows no amount and no aid. */
export interface CoverList {
  /** What the province calls the sheet: 帮扶清单. */
  readonly title: string;
  readonly place: string;
  readonly period: string;
  /** Of how many households the sheets follow in this file, and how many of the village came in files before it. */
  readonly before: number;
  readonly rows: readonly CoverRow[];
}

export interface CoverRow {
  readonly number: string;
  readonly head: string;
}

const TITLE: TextStyle = { size: 20, weight: 'bold', colour: ACCENT, leading: 1.4 };
const WHERE: TextStyle = { size: 12.5, weight: 'bold', leading: 1.6 };
const NOTE: TextStyle = { size: 10.5, colour: SOFT_INK, leading: 1.5 };
const HEAD: TextStyle = { size: 10, weight: 'bold', leading: 1.3 };
const CELL: TextStyle = { size: 11.5, leading: 1.3 };
const NUMBER: TextStyle = { size: 9.5, leading: 1.3, colour: SOFT_INK };
const PADDING = 5;
/** Room for a signature or a thumbprint. */
const ROW = 33;
const HEAD_ROW = 24;

/** Points; together the width of the text. */
const COLUMNS = [
  { heading: '序号', width: 32 },
  { heading: '单号', width: 84 },
  { heading: '户主', width: 118 },
  { heading: '签名或手印', width: 102 },
  { heading: '日期', width: 58 },
  { heading: '代收人及关系', width: CONTENT_WIDTH - 394 },
] as const;

const HOW =
  '送到一户,请收单子的人在这一行签名或按手印,写上日期。本人不在的,由家里成年人代收,写明姓名和关系。单子只交给这一户的人,不给别人看。看不清的,请念给他们听。';

/** Draws the cover list as a section of its own. Returns the characters that no font had. */
export function drawCover(sheet: Sheet, cover: CoverList, covers: Coverage): readonly string[] {
  const printable = printableWith(covers);
  const { title, place, period, rows } = cover;
  const where = `${place} · ${period}`;
  sheet.begin({ runningHead: `${title}送达登记 · ${where}`, printable: printable.text });
  sheet.paragraph(`${title}送达登记`, TITLE);
  sheet.paragraph(where, WHERE);
  sheet.paragraph(`${countText(cover)}${HOW}`, NOTE, 8);
  drawHead(sheet);
  rows.forEach((row, index) => {
    const name = sheet.lines(row.head, widthOf(2) - 2 * PADDING, CELL);
    const height = Math.max(ROW, name.length * sheet.lineHeight(CELL) + 2 * PADDING);
    if (sheet.need(height)) drawHead(sheet);
    drawRow(sheet, [[String(cover.before + index + 1)], [row.number], name], height);
  });
  if (printable.missing().length > 0) {
    sheet.y += 6;
    sheet.paragraph(NO_GLYPH_NOTE, NOTE);
  }
  drawFoot(sheet);
  return printable.missing();
}

function countText({ before, rows }: CoverList): string {
  if (before === 0) return `这一份共${rows.length}户,一户一张,后面按这个顺序排。`;
  return `这一份共${rows.length}户,是这个村的第${before + 1}户到第${before + rows.length}户,一户一张,后面按这个顺序排。`;
}

function drawHead(sheet: Sheet): void {
  sheet.tint(sheet.y, HEAD_ROW, TINT);
  sheet.rule(sheet.y, { width: 0.9 });
  eachColumn((x, width, index) => {
    const at = { x: x + PADDING, y: sheet.y + (HEAD_ROW - sheet.lineHeight(HEAD)) / 2, width: width - 2 * PADDING };
    sheet.draw(sheet.lines(COLUMNS[index]?.heading ?? '', at.width, HEAD), at, HEAD);
  });
  lines(sheet, HEAD_ROW);
  sheet.y += HEAD_ROW;
  sheet.rule(sheet.y, { width: 0.9 });
}

function drawRow(sheet: Sheet, cells: readonly (readonly string[])[], height: number): void {
  eachColumn((x, width, index) => {
    const text = cells[index];
    if (!text) return;
    const style = index === 2 ? CELL : NUMBER;
    const y = sheet.y + (height - text.length * sheet.lineHeight(style)) / 2;
    sheet.draw(text, { x: x + PADDING, y, width: width - 2 * PADDING }, style);
  });
  lines(sheet, height);
  sheet.y += height;
  sheet.rule(sheet.y, { width: 0.4 });
}

/** Lines between the columns: what is written by hand stays in its box. */
function lines(sheet: Sheet, height: number): void {
  const path = sheet.document.save().lineWidth(0.4).strokeColor(RULE);
  eachColumn((x) => path.moveTo(x, sheet.y).lineTo(x, sheet.y + height));
  const right = PAGE.side + CONTENT_WIDTH;
  path
    .moveTo(right, sheet.y)
    .lineTo(right, sheet.y + height)
    .stroke()
    .restore();
}

/** Who carried the sheets out, and who checked that the slips came back. */
function drawFoot(sheet: Sheet): void {
  const style: TextStyle = { size: 11, leading: 1.5 };
  sheet.need(34);
  sheet.y += 14;
  const third = CONTENT_WIDTH / 3;
  ['送达人', '核对人', '核对日期'].forEach((label, index) => {
    const x = PAGE.side + index * third;
    sheet.draw(sheet.lines(label, third, style), { x, y: sheet.y, width: third }, style);
    const from = x + sheet.width(label, style) + 6;
    const base = sheet.y + sheet.lineHeight(style);
    const path = sheet.document.save().lineWidth(0.6).strokeColor(SOFT_INK);
    path
      .moveTo(from, base)
      .lineTo(x + third - 14, base)
      .stroke()
      .restore();
  });
  sheet.y += sheet.lineHeight(style);
}

function eachColumn(draw: (x: number, width: number, index: number) => void): void {
  let x: number = PAGE.side;
  COLUMNS.forEach(({ width }, index) => {
    draw(x, width, index);
    x += width;
  });
}

const widthOf = (column: number) => COLUMNS[column]?.width ?? 0;
