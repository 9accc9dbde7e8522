import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';
import { type Coverage, coverageOf } from '../../domain/glyph-coverage.ts';

export type Weight = 'regular' | 'bold';

/** The two fonts of a statement, opened once per cold start: opening them for each file would take half its time. */
export interface Typefaces {
  readonly regular: Font;
  readonly bold: Font;
  /** What both can draw. */
  readonly covers: Coverage;
  /** Width of one character at size 1. The width of a text is the sum: the fonts carry no kerning. */
  readonly widthOf: (character: string, weight: Weight) => number;
}

/** Reads the TrueType files. Throws where one is missing or is no font, which is a fault of the build. */
export async function openTypefaces(paths: Readonly<Record<Weight, string>>): Promise<Typefaces> {
  const [regular, bold] = await Promise.all([readFile(paths.regular), readFile(paths.bold)]);
  const [inRegular, inBold] = [coverageOf(regular), coverageOf(bold)];
  const fonts = { regular: create(regular), bold: create(bold) };
  const widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };
  return {
    ...fonts,
    covers: (codePoint) => inRegular(codePoint) && inBold(codePoint),
    widthOf(character, weight) {
      const known = widths[weight].get(character);
      if (known !== undefined) return known;
      const { [weight]: font } = fonts;
      const width = font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm;
      widths[weight].set(character, width);
      return width;
    },
  };
}
