const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

const LINES = 10;

export interface Separation {
  readonly separator: Separator;
  /** Whether the first line only says so: Excel heeds `sep=;`, and shows no such row. */
  readonly announced: boolean;
}

/**
 * What separates the cells of a CSV, told from its heading and the lines around it: what stands in most lines, then what
 * stands there most often. Marks inside quotes count for nothing.
 */
export function separationOf(text: string): Separation {
  const said = /^sep=([,;\t])(?:[\r\n]|$)/i.exec(text)?.[1];
  const announced = SEPARATORS.find((each) => each === said);
  if (announced) return { separator: announced, announced: true };
  const lines = linesOf(text.replace(/"(?:[^"]|"")*("|$)/g, ''));
  const ranked = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    return { separator, lines: counts.filter((count) => count > 0).length, all: counts.reduce((a, b) => a + b, 0) };
  }).sort((a, b) => b.lines - a.lines || b.all - a.all);
  return { separator: ranked[0]?.separator ?? ',', announced: false };
}

const linesOf = (text: string) =>
  text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
