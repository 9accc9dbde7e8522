import { type Parsed, refused, taken } from './refusal.ts';
import { cleanTypedCode } from './typed-code.ts';

/**
 * Division codes are segments 2/2/2/3/3: province, prefecture, county, township, village. The canonical form has nine
 * digits down to the township ('620122000' is a county), twelve for a village.
 */
const LEVELS = [
  [2, 'province'],
  [4, 'prefecture'],
  [6, 'county'],
  [9, 'township'],
  [12, 'village'],
] as const;

export type DivisionLevel = (typeof LEVELS)[number][1];

/** Names by code of 2, 4, 6 or 9 digits, as of a day. */
export interface DivisionTable {
  asOf: string;
  names: Record<string, string>;
  /** All that is known of codes that changed or will, with the day. */
  changes?: readonly { from: string; to: string; on: string }[] | undefined;
  /** Codes that are no longer in force, and what stands for them now, both without trailing zeros. */
  successors?: Readonly<Record<string, string>> | undefined;
}

/** Accepts 6, 9 or 12 digits; whether the code exists is not asked: codes change, and people keep old ones. */
export function normalizeDivision(code: string): Parsed<string> {
  const digits = cleanTypedCode(code);
  if (/\D/.test(digits)) return refused('division-bad-character', '行政区划代码只能是数字');
  if (![6, 9, 12].includes(digits.length)) {
    return refused('division-length', `行政区划代码应当是6、9或12位,现在是${digits.length}位`);
  }
  if (digits.startsWith('0')) return refused('division-province', '行政区划代码的前两位不是省份');
  return taken(digits.length === 12 && !digits.endsWith('000') ? digits : townshipOf(digits));
}

/** The nine digits of the township, or of the division itself where it lies above. */
export function townshipOf(code: string): string {
  return code.slice(0, 9).padEnd(9, '0');
}

/** The code without trailing zero segments; empty where it is no code at all. */
export function significant(code: string): string {
  if (!/^\d+$/.test(code) || !LEVELS.some(([length]) => length === code.length)) return '';
  const ends = LEVELS.map(([length]) => length).filter((length) => length <= code.length);
  const end = ends.findLast((length, i) => Number(code.slice(ends[i - 1] ?? 0, length)) > 0);
  return code.slice(0, end ?? 0);
}

/**
 * Whether `code` lies in `area` (2, 4, 6, 9 or 12 digits, trailing zero segments ignored) or is that area. An area that
 * is no code holds nothing: a broken claim must never open the whole country.
 */
export function within(area: string, code: string): boolean {
  const prefix = significant(area);
  return prefix !== '' && code.startsWith(prefix);
}

/** Throws where the text is no division code: what comes from outside went through `normalizeDivision`. */
export function levelOf(code: string): DivisionLevel {
  const { length } = significant(code);
  const level = LEVELS.find(([digits]) => digits === length);
  if (level === undefined) throw new RangeError('not a division code');
  return level[1];
}

/** The next division above, nine digits; a province has none. Cities without counties have townships right below them. */
export function parentOf(code: string): string | undefined {
  const own = significant(code);
  const above = LEVELS.findLast(([digits]) => digits < own.length);
  return above && townshipOf(own.slice(0, above[0]));
}

/**
 * The code that stands for this one today, in canonical form; the code itself where it is in force. The most exact entry
 * counts: a county's carries its townships along, as when a county becomes a district; one of a township does not carry its
 * villages, which may have been counted anew.
 */
export function currentCode(code: string, { successors = {} }: Pick<DivisionTable, 'successors'>): string {
  let own = significant(code);
  let changed = false;
  // A chain of changes ends: `checkDivisionChanges` refuses circles, and no code changed more often than this.
  for (let step = 0; step < MOST_CHANGES; step++) {
    const found = LEVELS.map(([digits]) => own.slice(0, digits)).findLast(
      (prefix, i) => prefix.length === LEVELS[i]?.[0] && successors[prefix] !== undefined,
    );
    const to = found === undefined ? undefined : successors[found];
    if (found === undefined || to === undefined) break;
    own = found.length <= 6 && to.length === found.length ? to + own.slice(found.length) : to;
    changed = true;
  }
  if (!changed) return code;
  return own.length === 12 ? own : townshipOf(own);
}

const MOST_CHANGES = 10;

/**
 * The township's nine digits where the table knows it; else those of the nearest division above that it knows, so that a
 * code which is abolished or too new still leads to somebody. Undefined where the table knows none of it.
 */
export function knownTownship(code: string, table: DivisionTable): string | undefined {
  const own = significant(currentCode(code, table)).slice(0, 9);
  const known = LEVELS.findLast(([digits]) => digits <= own.length && table.names[own.slice(0, digits)] !== undefined);
  return known && townshipOf(own.slice(0, known[0]));
}

function namesAlong(code: string, table: DivisionTable): string[] {
  const own = significant(code);
  return LEVELS.filter(([digits]) => digits <= own.length).flatMap(
    ([digits]) => table.names[own.slice(0, digits)] ?? [],
  );
}

/** The division's name, else that of the nearest one above that the table knows (it has no villages), else the code. */
export function divisionName(code: string, table: DivisionTable): string {
  return namesAlong(code, table).at(-1) ?? code;
}

/** Rows that the statistics need and nobody says: 北京市市辖区东城区 is 北京市东城区. */
const UNSPOKEN = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

/** 甘肃省定西市陇西县…: all names from the province down; a name is said once (东莞市 is prefecture and county). */
export function fullDivisionName(code: string, table: DivisionTable): string {
  const spoken = namesAlong(code, table).filter((name, i, names) => !UNSPOKEN.has(name) && name !== names[i - 1]);
  return spoken.length === 0 ? code : spoken.join('');
}
