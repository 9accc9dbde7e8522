import type { Figure } from './figure.ts';
import { readingFigures } from './reading.ts';
import { storingFigures } from './storing.ts';

const ROWS = 1_000_000;

/** A department's file: how fast its rows are read and judged, and in how much memory; how fast they are stored. */
export async function importBench({
  size = ROWS,
  province,
  log,
}: {
  size?: number;
  province: string;
  log: (line: string) => void;
}): Promise<Figure[]> {
  return [...(await readingFigures({ size, province, log })), ...(await storingFigures({ size, province, log }))];
}
