import { readFile } from 'node:fs/promises';
import { type Coverage, coverageOf } from '../../domain/glyph-coverage.ts';

/** The two fonts of a statement, read once per cold start. */
export interface Typefaces {
  readonly regular: Buffer;
  readonly bold: Buffer;
  /** What both can draw. */
  readonly covers: Coverage;
}

/** Reads the TrueType files. Throws where one is missing or is no font, which is a fault of the build. */
export async function openTypefaces(paths: { regular: string; bold: string }): Promise<Typefaces> {
  const [regular, bold] = await Promise.all([readFile(paths.regular), readFile(paths.bold)]);
  const [inRegular, inBold] = [coverageOf(regular), coverageOf(bold)];
  return { regular, bold, covers: (codePoint) => inRegular(codePoint) && inBold(codePoint) };
}
