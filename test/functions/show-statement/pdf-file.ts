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

/** What a reader would find by copying the text of each page. */
export function pageTexts(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const fonts = new Map<string, Map<string, string>>();
  return [...text.matchAll(/\/Type \/Page\b(?!s)[\s\S]*?endobj/g)].map(([page]) => {
    const contents = referenced(page, 'Contents');
    const resources = objectOf(text, referenced(page, 'Resources'));
    const named = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => {
      const characters = fonts.get(number) ?? charactersOf(pdf, text, referenced(objectOf(text, number), 'ToUnicode'));
      fonts.set(number, characters);
      return [name, characters] as const;
    });
    return textOf(streamOf(pdf, text, contents).toString('latin1'), new Map(named));
  });
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> | undefined;
  let text = '';
  for (const [, name, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name);
    for (const [glyph] of (hex ?? '').matchAll(/.{4}/g)) text += font?.get(glyph) ?? '';
    if (name !== undefined) text += '\n';
  }
  return text;
}

/** Glyph → character, from a ToUnicode map as pdfkit writes it: ranges with a list each. */
function charactersOf(pdf: Buffer, text: string, number: string): Map<string, string> {
  const map = streamOf(pdf, text, number).toString('latin1');
  const characters = new Map<string, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    [...list.matchAll(/<([0-9a-f]+)>/g)].forEach(([, hex = ''], index) => {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      characters.set(glyph, Buffer.from(hex, 'hex').swap16().toString('utf16le'));
    });
  return characters;
}

const referenced = (object: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(object)?.[1] ?? '';

function objectOf(text: string, number: string): string {
  const start = text.indexOf(`\n${number} 0 obj`);
  return text.slice(start, text.indexOf('endobj', start));
}
