/** How a sheet looked when it was read, so that it can be written again alike. */
export interface SheetShape {
  readonly name: string;
  readonly headings: readonly string[];
  /** Lines above the headings. */
  readonly titles: number;
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** So far, titles and headings included. */
  lines: number;
}

const [NARROWEST, WIDEST] = [8, 40];
/** Excel draws a margin. */
const MARGIN = 2;

/** The shape of a sheet from its first lines, the headings at index `at` among them. */
export function shapeOf(name: string, lines: readonly (readonly string[])[], at: number): SheetShape {
  const headings = lines[at] ?? [];
  // A title says nothing of the column that it stands in.
  const shown = lines.slice(at);
  const columns = Math.max(0, ...shown.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) => widthOf(shown.map((line) => line[column] ?? '')));
  return { name, headings, titles: at, widths, lines: at + 1 };
}

function widthOf(texts: readonly string[]): number {
  const longest = Math.max(...texts.flatMap((text) => text.split('\n')).map(drawnLength));
  return Math.min(WIDEST, Math.max(NARROWEST, longest + MARGIN));
}

/** A Chinese character takes the place of two digits. */
const drawnLength = (text: string) => Array.from(text).reduce((sum, mark) => sum + (mark > '\u2e7f' ? 2 : 1), 0);
