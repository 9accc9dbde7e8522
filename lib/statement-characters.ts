/**
 * The characters a statement can print: all of GBK (a GB 2312 font drops 喆, common in names) and every Han character the
 * font has beyond it, since the 2013 list of standard characters and older registers hold names that GBK does not (㛃, 𬱖).
 */

const GBK_LEAD = { from: 0x81, to: 0xfe };
const GBK_TRAIL = { from: 0x40, to: 0xfe, unused: 0x7f };
const HAN = /\p{Script=Han}/u;
const PRIVATE_USE = /\p{Co}/u;

/** Han blocks: radicals, iteration marks and numerals, extension A, the first block, compatibility, and the planes 2 and 3. */
const HAN_BLOCKS = [
  [0x2e80, 0x2fdf],
  [0x3005, 0x303b],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x323af],
] as const;

/** Names as people bear them, with characters that were lost elsewhere, and the signs that a statement prints itself. */
export const NAMES_THAT_MUST_PRINT =
  '喆堃玥祎昇淼犇骉龘镕頔珺翀赟燚昕曌垚焱淏珮珺昶旻彧彣亓仝芈爨逄郄郗晁昝乜訾鄢欻㛃㐱㙦㭎㸆㺩䜣䴖䶮𫍯𫘜𬀩𬍛𬱖𬴊';
/** Digits and marks, narrow and wide; the last are 〓, the fallback for what no font has, and money signs. */
export const SIGNS_THAT_MUST_PRINT =
  '0123456789.,:;!?()-+/%·—…‘’“”。、《》\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09〓\uffe5\u00a5';

/** Everything asked of the font; what it lacks beyond `mustPrint()` (a mathematical sign or two) is left out. */
export function charactersToKeep(): string {
  const latin = between(0x20, 0x7e) + between(0xa0, 0xff) + between(0x2010, 0x2027);
  return latin + gbk().join('') + HAN_BLOCKS.map(([from, to]) => between(from, to)).join('') + SIGNS_THAT_MUST_PRINT;
}

/** Every Han character of GBK, the names and the signs: a font without one of them must fail the build. */
export function mustPrint(): string {
  return (
    gbk()
      .filter((character) => HAN.test(character))
      .join('') +
    NAMES_THAT_MUST_PRINT +
    SIGNS_THAT_MUST_PRINT
  );
}

function gbk(): string[] {
  const decoder = new TextDecoder('gbk');
  const characters: string[] = [];
  for (let lead = GBK_LEAD.from; lead <= GBK_LEAD.to; lead++) {
    for (let trail = GBK_TRAIL.from; trail <= GBK_TRAIL.to; trail++) {
      if (trail === GBK_TRAIL.unused) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !PRIVATE_USE.test(text)) characters.push(text);
    }
  }
  return characters;
}

function between(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
}
