import { type Parsed, refused, taken } from './refusal.ts';
import { type Day, isDay } from './shanghai-day.ts';
import { cleanTypedCode, halfWidth, withoutInvisible } from './typed-code.ts';

/**
 * `number` is the normal form: 18 characters with upper-case X (15 for a foreigner's old card); `legacy` the 15 digits it
 * came as. The old card names the year of birth with two digits only, so it has no `birthDate`.
 */
export interface IdentityNumber {
  number: string;
  legacy?: string;
  kind: 'resident' | 'hk-mo-tw' | 'foreigner' | 'foreigner-legacy';
  birthDate?: Day;
}

/** GB 11643, MOD 11-2: a character's weight by position, and the check character by remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce<number>((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

const birthDateOf = (number: string): Day => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/** Residence permits of Hong Kong, Macau and Taiwan residents start with 81, 82, 83; foreigners' cards since 2023-12-01 with 9. */
function kindOf(number: string): IdentityNumber['kind'] {
  if (number.startsWith('9')) return 'foreigner';
  return /^8[123]/.test(number) ? 'hk-mo-tw' : 'resident';
}

/**
 * Reads an identity number as people and spreadsheets write it. The area code is never judged: a county that was
 * abolished stays in its people's numbers for life. `today` bounds the birth date.
 */
export function parseIdentityNumber(text: string, today: Day): Parsed<IdentityNumber> {
  const number = cleanTypedCode(text).toUpperCase();
  if (number === '') return refused('identity-empty', '身份证号码没有填');
  if (/^\d(\.\d+)?E\+?\d+$/.test(number)) {
    return refused(
      'identity-scientific-notation',
      '号码被Excel变成了科学计数法,后几位已经丢了;请把这一列设为“文本”,照证件重新填写',
    );
  }
  if (/^[A-Z]{3}\d{12}$/.test(number)) return taken({ number, kind: 'foreigner-legacy' });
  if (/^\d{15}$/.test(number)) return parseFifteenDigits(number, today);
  if (/^\d{17}[\dX]$/.test(number)) return parseEighteen(number, today);
  return refusedForm(number);
}

/** The 15-digit form left out the century, which was always the twentieth, and the check character. */
function parseFifteenDigits(legacy: string, today: Day): Parsed<IdentityNumber> {
  const first17 = `${legacy.slice(0, 6)}19${legacy.slice(6)}`;
  const parsed = parseEighteen(first17 + checkCharacter(first17), today);
  return parsed.ok ? taken({ ...parsed.value, legacy }) : parsed;
}

function parseEighteen(number: string, today: Day): Parsed<IdentityNumber> {
  const birthDate = birthDateOf(number);
  if (number.slice(-1) !== checkCharacter(number)) {
    // Excel keeps 15 significant digits of a number and fills up with zeros.
    return number.endsWith('000')
      ? refused('identity-excel-zeros', '号码末三位都是0,多半是Excel当数字存过;请把这一列设为“文本”,照证件重新填写')
      : refused('identity-check-digit', '号码最后一位校验不对,有一位写错了;请照证件核对');
  }
  if (!isDay(birthDate)) return refused('identity-birth-date', '号码里的出生日期不是真有的一天;请照证件核对');
  if (birthDate > today) return refused('identity-birth-future', '号码里的出生日期还没到;请照证件核对');
  return taken({ number, kind: kindOf(number), birthDate });
}

function refusedForm(number: string): Parsed<IdentityNumber> {
  if (/[^\dA-Z]/.test(number)) return refused('identity-bad-character', '号码里有数字和X以外的字符;请照证件核对');
  if (/[A-Z]/.test(number.slice(0, -1)) || /[A-WYZ]$/.test(number)) {
    return refused('identity-bad-letter', '号码里有不该有的字母:只有第18位可以是X;请照证件核对');
  }
  return refused('identity-length', `号码应当是18位(老号码15位),现在是${number.length}位;请照证件核对`);
}

/** What the recipient page and the offices ask for to recognise a person. */
export function lastFour(number: string): string {
  return number.slice(-4);
}

/** A number with a valid check character for a made-up person. `area6` six digits, `birth` YYYYMMDD, `sequence` 0–999. */
export function makeIdentityNumber(area6: string, birth: string, sequence: number): string {
  const first17 = `${area6}${birth}${String(sequence).padStart(3, '0')}`;
  if (!/^\d{17}$/.test(first17)) throw new RangeError('area 6 digits, birth 8 digits, sequence 0 to 999');
  return first17 + checkCharacter(first17);
}

/** Random ids are full of digits by chance; a person's number does not sit inside one. */
const RANDOM_ID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b(?=\d*[a-f])[\da-f]{32,}\b/gi;
const MOBILE = /(?<!\d)(?:(?:\+|00)?86)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/;

/**
 * Whether a text that must hold no personal data (a CloudEvents attribute, a reference) holds an 18-character identity
 * number or a mobile number. An identity number is found inside a longer run of digits too: its birth date and check
 * character make a chance hit rare.
 */
export function carriesPersonalNumber(text: string): boolean {
  const plain = withoutInvisible(halfWidth(text)).replace(RANDOM_ID, ' ');
  if (MOBILE.test(plain)) return true;
  for (const [, candidate = ''] of plain.toUpperCase().matchAll(/(?=(\d{17}[\dX]))/g)) {
    const plausible = /^\d{6}(19|20)/.test(candidate) && isDay(birthDateOf(candidate));
    if (plausible && candidate.slice(-1) === checkCharacter(candidate)) return true;
  }
  return false;
}
