/**
 * Which characters a TrueType font can draw, read from its `cmap` (format 12, OpenType 1.9). PDF libraries print a missing
 * glyph as an empty box or as nothing while the text layer still holds the character, so it must be asked beforehand.
 */
export type Coverage = (codePoint: number) => boolean;

const FORMAT_WITH_ALL_PLANES = 12;

/** Throws a `RangeError` where the bytes are no TrueType font with a full Unicode `cmap`. */
export function coverageOf(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = offsetOfTable(view, 'cmap');
  const table = offsetOfFullSubtable(view, cmap);
  const groups = view.getUint32(table + 12);
  const starts: number[] = [];
  const ends: number[] = [];
  for (let group = 0; group < groups; group++) {
    starts.push(view.getUint32(table + 16 + group * 12));
    ends.push(view.getUint32(table + 20 + group * 12));
  }
  return (codePoint) => {
    const at = lastAtOrBelow(starts, codePoint);
    return at >= 0 && codePoint <= (ends[at] ?? -1);
  };
}

/** The characters of `text` that the font lacks, each once, in order of appearance. */
export function missingFrom(coverage: Coverage, text: string): string[] {
  return [...new Set(text)].filter((character) => !coverage(character.codePointAt(0) ?? 0));
}

function offsetOfTable(view: DataView, tag: string): number {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index++) {
    const record = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new RangeError(`The font has no ${tag} table`);
}

function offsetOfFullSubtable(view: DataView, cmap: number): number {
  const subtables = view.getUint16(cmap + 2);
  for (let index = 0; index < subtables; index++) {
    const subtable = cmap + view.getUint32(cmap + 8 + index * 8);
    if (view.getUint16(subtable) === FORMAT_WITH_ALL_PLANES) return subtable;
  }
  throw new RangeError('The font has no cmap of format 12');
}

/** Index of the last value that is not above `wanted` in an ascending list; -1 where all are above. */
function lastAtOrBelow(ascending: readonly number[], wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
