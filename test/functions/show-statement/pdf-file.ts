import { inflateSync } from 'node:zlib';

/** Just enough of PDF and TrueType to see what a reader would see. */
export function pageCount(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
}

/** Names of the embedded fonts; a subset has a tag of six letters. */
export function fontNames(pdf: Buffer): string[] {
  const names = pdf.toString('latin1').matchAll(/\/FontName \/(\S+)/g);
  return [...names].map(([, name = '']) => name).sort();
}

/** The embedded TrueType files. */
export function embeddedFonts(pdf: Buffer): Buffer[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/FontFile2 (\d+) 0 R/g)].map(([, number = '']) => streamOf(pdf, text, number));
}

/** Outline length of each glyph of a TrueType file, in bytes; 0 draws nothing. */
export function outlines(font: Buffer): number[] {
  const tables = new Map<string, number>();
  for (let record = 12; record < 12 + font.readUInt16BE(4) * 16; record += 16) {
    tables.set(font.toString('latin1', record, record + 4).trim(), font.readUInt32BE(record + 8));
  }
  const loca = tables.get('loca') ?? 0;
  const long = font.readInt16BE((tables.get('head') ?? 0) + 50) === 1;
  const glyphs = font.readUInt16BE((tables.get('maxp') ?? 0) + 4);
  const offset = (glyph: number) =>
    long ? font.readUInt32BE(loca + glyph * 4) : font.readUInt16BE(loca + glyph * 2) * 2;
  return Array.from({ length: glyphs }, (_, glyph) => offset(glyph + 1) - offset(glyph));
}

function streamOf(pdf: Buffer, text: string, number: string): Buffer {
  const object = text.indexOf(`\n${number} 0 obj`);
  const start = text.indexOf('stream\n', object) + 'stream\n'.length;
  return inflateSync(pdf.subarray(start, text.indexOf('\nendstream', start)));
}
