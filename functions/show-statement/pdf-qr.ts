import encodeQR from 'qr';
import { INK, type Sheet } from './pdf-sheet.ts';

/** Points. A module under 1.7 (0.6 mm) is too fine for an old phone, whatever the length of the address. */
const SIZE = 70;
const SMALLEST_MODULE = 1.7;

/** Dark modules row by row, without the quiet zone: the paper around it must stay white for four modules. */
export interface QrCode {
  readonly rows: readonly (readonly boolean[])[];
  /** Points. */
  readonly module: number;
  readonly size: number;
}

/** A link as a QR code that still reads with a crease or a thumb on 15 % of it. */
export function qrCode(link: string): QrCode {
  const bordered = encodeQR(link, 'raw', { ecc: 'medium', border: 1 });
  const rows = bordered.slice(1, -1).map((row) => row.slice(1, -1));
  const module = Math.max(SIZE / rows.length, SMALLEST_MODULE);
  return { rows, module, size: module * rows.length };
}

/** Draws the dark modules, runs in one piece and all of them in one path: viewers then show no seams between them. */
export function drawQr(sheet: Sheet, { rows, module }: QrCode, at: { x: number; y: number }): void {
  const path = rows.flatMap((row, y) => runsOf(row).map(({ from, length }) => `${from} ${y} ${length} 1 re`));
  sheet.document.save().translate(at.x, at.y).scale(module).fillColor(INK);
  // In one piece: the library would take each of some three hundred rectangles as long as a line of text.
  sheet.document.addContent(`${path.join('\n')}\nf`).restore();
}

function runsOf(row: readonly boolean[]): { from: number; length: number }[] {
  return row.flatMap((dark, from) => {
    if (!dark || row[from - 1]) return [];
    const end = row.indexOf(false, from);
    return [{ from, length: (end < 0 ? row.length : end) - from }];
  });
}
