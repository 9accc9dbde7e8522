/** Chinese line breaking (GB/T 15834: no line begins with a closing mark or ends with an opening one). */
const NOT_FIRST = new Set(
  '\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u3009\u300d\u300f\u3011\u3015\u201d\u2019\uff05%\u2030\u00b7\u2026\u2014,.;:!?)]}',
);
const NOT_LAST = new Set('\uff08\u300a\u3008\u300c\u300e\u3010\u3014\u201c\u2018([{\u00a5\uffe5');
/** Figures, Latin words and numbers such as 0932-5550123 or 3080.00 stay whole, with the measure word behind: 2床. */
const PIECE =
  /[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}\p{M}.,:/-]*[\p{Script=Latin}\p{Nd}]\p{Script=Han}?|\p{Nd}\p{Script=Han}?|\s+|./gsu;

const DOTTED_NAME = /^\p{Script=Han}+(?:·\p{Script=Han}+)+$/u;

/** Breaks a text into lines no wider than `width`, in the unit that `measure` answers in; the width of a text is that of its parts. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const piece of unbreakable(text).flatMap((whole) => fitting(whole, width, measure))) {
    if (line !== '' && taken + measure(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
      taken = measure(line);
    } else {
      line += piece;
      taken += measure(piece);
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** Pieces between which a line may break; a name such as 买买提·吐尔逊·阿不都热依木 only behind its dots. */
function unbreakable(text: string): string[] {
  if (DOTTED_NAME.test(text)) return text.match(/[^·]+·?/gu) ?? [];
  const pieces: string[] = [];
  for (const piece of text.match(PIECE) ?? []) {
    const before = pieces.at(-1);
    const sticks = before !== undefined && (NOT_FIRST.has(piece) || NOT_LAST.has(before.slice(-1)));
    if (sticks) pieces[pieces.length - 1] = before + piece;
    else pieces.push(piece);
  }
  return pieces;
}

/** A piece wider than the line is broken where it must be. */
function fitting(piece: string, width: number, measure: (text: string) => number): string[] {
  if (measure(piece) <= width) return [piece];
  const parts: string[] = [];
  for (const character of piece) {
    const last = parts.at(-1);
    if (last !== undefined && measure(last + character) <= width) parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}
