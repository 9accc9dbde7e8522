import { makeIdentityNumber } from '../../domain/identity-number.ts';
import type { County } from './counties.ts';
import { formerCodes, LAST_YEAR_OF_FORMER_CODES } from './former-codes.ts';
import { hashed } from './random.ts';

/**
 * Numbers of made-up people are worked out from where they stand (county, household, member) and are different for all of
 * them, in a county of four people as in a province of four million, with nothing remembered. Of a number's parts the
 * birthday and the order code are worked out; the year is the drawn one, or one at most two years from it.
 */
const DAYS = 365;
/** Pairs of order codes (one of a man, one of a woman) for each member of a household. */
const PAIRS = 62;
const HOUSEHOLDS_A_ROUND = DAYS * PAIRS;
/** Households with the same birthdays and order codes are told apart by the year, modulo this. */
const ROUNDS = 4;
/** Members of one household who were not born just now or came from elsewhere. */
export const MOST_MEMBERS = 7;
export const MOST_HOUSEHOLDS = HOUSEHOLDS_A_ROUND * ROUNDS;
/** One household in so many has a birth in a month: as many as there are order codes left. */
export const HOUSEHOLDS_A_BIRTH = 50;
const PAIRS_LEFT = 66;
/** All regular members are born before it; those born in a played month are counted apart. */
export const LAST_REGULAR_YEAR = 2025;

/** Where somebody stands in a made-up county. */
export interface Standing {
  readonly seed: number;
  readonly county: Pick<County, 'code' | 'nth' | 'neighbour'>;
  readonly household: number;
  readonly member: number;
}

/** `year` is the drawn one. `incomer`: came from the neighbouring county by marriage; one in a household at most. */
export interface Born {
  readonly year: number;
  readonly woman: boolean;
  readonly incomer?: boolean;
}

/** A valid number of nobody; throws `RangeError` beyond `MOST_HOUSEHOLDS` and `MOST_MEMBERS`. */
export function identityNumberOf(standing: Standing, { year, woman, incomer = false }: Born): string {
  const { seed, household, member } = standing;
  if (household >= MOST_HOUSEHOLDS || member >= MOST_MEMBERS) throw new RangeError('no numbers left in this county');
  const slot = (household * 7919 + hashed(`slot/${seed}`)) % HOUSEHOLDS_A_ROUND;
  const round = Math.floor(household / HOUSEHOLDS_A_ROUND);
  const born = nearest(year, (round + hashed(`year/${seed}/${slot}/${member}`)) % ROUNDS);
  const pair = (incomer ? MOST_MEMBERS : member) * PAIRS + Math.floor(slot / DAYS);
  const day = YEAR[(slot + member * 101) % DAYS];
  return makeIdentityNumber(areaOf(standing, born, incomer), `${born}${day}`, pair * 2 + (woman ? 0 : 1));
}

/** The number of the child born in a month ('YYYY-MM') in the county's nth family with a birth in that month. */
export function newbornNumberOf(county: Pick<County, 'code'>, month: string, nth: number, woman: boolean): string {
  const day = String(1 + (nth % 28)).padStart(2, '0');
  const pair = MOST_MEMBERS * PAIRS + (Math.floor(nth / 28) % PAIRS_LEFT);
  return makeIdentityNumber(county.code, `${month.replace('-', '')}${day}`, pair * 2 + (woman ? 0 : 1));
}

/**
 * A mobile number of nobody: 154 is allotted to no carrier, so that a list of made-up people rings with no one even where it
 * is used by mistake. The first `PHONES` members of a household may have one, and `NEW_PHONE` stands for one got later.
 */
export function phoneOf({ county, household, member }: Standing): string {
  if (member > NEW_PHONE) throw new RangeError('no phones left in this household');
  return `154${String((county.nth * MOST_HOUSEHOLDS + household) * (NEW_PHONE + 1) + member).padStart(8, '0')}`;
}
export const PHONES = 4;
export const NEW_PHONE = 4;

/** The year from two before to one after that leaves the remainder; not later than people are born here. */
function nearest(year: number, remainder: number): number {
  const latest = Math.min(year + 1, LAST_REGULAR_YEAR);
  return latest - ((((latest - remainder) % ROUNDS) + ROUNDS) % ROUNDS);
}

function areaOf({ seed, county, household, member }: Standing, born: number, incomer: boolean): string {
  const today = incomer ? county.neighbour : county.code;
  const former = born <= LAST_YEAR_OF_FORMER_CODES ? formerCodes[today] : undefined;
  return former !== undefined && hashed(`area/${seed}/${household}/${member}`) % 3 > 0 ? former : today;
}

/** MMDD of each day of a year without a leap day. */
const YEAR = Array.from({ length: DAYS }, (_, day) =>
  new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(5, 10).replace('-', ''),
);
