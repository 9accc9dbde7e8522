/**
 * The eight digits of an SMS or a sheet that, with the last four characters of the ID number, open a statement.
 *
 * There is no check digit: it would leave ten million codes, and a province has about as many statements alive as that.
 */
export type LookUpCode = string;

const DIGITS = 8;
const CODES = 10n ** BigInt(DIGITS);
/** With eight random bytes the first codes are favoured by less than one in 10¹¹. */
const RANDOM_BYTES = 8;

/** A code from random bytes, of which the first eight count. Throws a `RangeError` where there are fewer. */
export function lookUpCode(random: Uint8Array): LookUpCode {
  if (random.length < RANDOM_BYTES) throw new RangeError(`A look-up code needs ${RANDOM_BYTES} random bytes`);
  const number = random.subarray(0, RANDOM_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return String(number % CODES).padStart(DIGITS, '0');
}

/**
 * The code a person typed, or undefined where it is none: full-width digits count, and blanks, hyphens and invisible
 * characters between the digits do not.
 */
export function readLookUpCode(typed: string): LookUpCode | undefined {
  const code = typed.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}·.,]/gu, '');
  return /^[0-9]{8}$/.test(code) ? code : undefined;
}

/** In two groups, as it is easier to read out and to type: 4827 1936. Only for paper and screens, an SMS has it whole. */
export function formatLookUpCode(code: LookUpCode): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}
