import type { Stay } from './membership.ts';
import type { Day } from './shanghai-day.ts';

/** What choosing a head needs to know of somebody who is in the household. */
export interface Present {
  person: string;
  relation: Stay['relation'];
  /** Since when with this relation. */
  from: Day;
  diedOn?: Day | undefined;
  /** For the day of birth; 18 characters. */
  idNumber?: string | undefined;
}

/**
 * Who stands for a household now: one, whatever the rosters say. Of several heads the one last named counts. Where the head
 * died, and until a roster names another, the spouse acts, else the eldest. Among the dead alone it is the roster's head
 * still; undefined where nobody is left.
 */
export function headAmong<P extends Present>(present: readonly P[]): { head: P; acting: boolean } | undefined {
  const named = present
    .filter(({ relation }) => relation === 'head')
    .toSorted((a, b) => compare(b.from, a.from) || compare(a.person, b.person));
  const head = named.find(({ diedOn }) => diedOn === undefined);
  if (head) return { head, acting: false };
  const [next] = present.filter(({ diedOn }) => diedOn === undefined).toSorted(bySeniority);
  if (next) return { head: next, acting: named.length > 0 };
  const last = named[0] ?? present[0];
  return last && { head: last, acting: false };
}

const bySeniority = (a: Present, b: Present) =>
  Number(b.relation === 'spouse') - Number(a.relation === 'spouse') ||
  compare(birthday(a), birthday(b)) ||
  compare(a.person, b.person);

/** YYYYMMDD; whoever has a number that does not tell comes last. */
const birthday = ({ idNumber = '' }: Present) => /^\d{6}(\d{8})\d{3}[\dX]$/.exec(idNumber)?.[1] ?? '9';

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
