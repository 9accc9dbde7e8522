import type { SheetOut } from '../shared/sheets/sheet-out.ts';
import type { LinesBySheet } from './lines-by-sheet.ts';
import { REASONS } from './sheet-follower.ts';
import type { SheetShape } from './sheet-shape.ts';

/** A reason is a sentence. */
const REASON_WIDTH = 40;

/**
 * The sheets of the corrected file. A CSV in a zip may be longer than a sheet of Excel, `most` lines: it goes on in another sheet, below
 * the same headings, so that each can be read for itself when they come back.
 */
export function correctedSheets(shapes: readonly SheetShape[], lines: LinesBySheet, most: number): SheetOut[] {
  return shapes.flatMap(({ name, headings, titles, widths, lines: count }) => {
    const look = { name, widths: [REASON_WIDTH, ...widths] };
    const first = { ...look, titles, headings: titles + 1, rows: lines.of(name, most) };
    const further = Math.max(0, Math.ceil((count - most) / (most - 1)));
    const again = Array.from({ length: further }, () => ({
      ...look,
      headings: 1,
      rows: below([REASONS, ...headings], lines.of(name, most - 1)),
    }));
    return [first, ...again];
  });
}

async function* below(headings: readonly string[], rows: AsyncIterable<readonly string[]>) {
  yield headings;
  yield* rows;
}
