/** Marks that Chinese print sets a full character wide (GB/T 15834). */
const WIDE: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  ':': '\uff1a',
  ';': '\uff1b',
  '?': '\uff1f',
  '!': '\uff01',
};
const WIDE_BRACKETS = ['\uff08', '\uff09'] as const;
const CHINESE = String.raw`[\p{Script=Han}\u3001-\u3011\u201c\u201d\uff08\uff09]`;
const BESIDE_CHINESE = new RegExp(`(?<=${CHINESE})[,:;?!]|[,:;?!](?=${CHINESE})`, 'gu');
const BRACKETED = /(?<=(.?))\(([^()]*)\)(?=(.?))/gsu;

/**
 * Departments' texts and our own mix narrow and wide marks; on a sheet, those beside Chinese are wide, and those in 8:30,
 * 3080.00 or 0932-5550123 stay as they are. Brackets go in pairs.
 */
export function chinesePunctuation(text: string): string {
  const [open, close] = WIDE_BRACKETS;
  const bracketed = text.replace(BRACKETED, (whole, before: string, inside: string, after: string) =>
    new RegExp(CHINESE, 'u').test(before + inside + after) ? `${open}${inside}${close}` : whole,
  );
  return bracketed.replace(BESIDE_CHINESE, (mark) => WIDE[mark] ?? mark);
}
