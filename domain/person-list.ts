import type { List } from './profile.ts';
import { effective } from './scoring/effective.ts';
import { type Day, endOf } from './shanghai-day.ts';
import type { Signal } from './signal.ts';

/** What a list is called in an address: its own key, else that of the department that gets it. */
export const listKey = ({ key, to }: Pick<List, 'key' | 'to'>): string => key ?? to;

/** Why somebody stands on a list: the profile's categories, and since when the first of them holds. */
export interface Listed {
  categories: string[];
  since: Day;
}

/**
 * Whether somebody belongs on a list at the end of a day, by what rosters had said by then: a roster that came later, or a
 * death by that day, is minded. undefined: not on it.
 */
export function listedAt(signals: readonly Signal[], people: readonly string[], day: Day): Listed | undefined {
  const known = signals.filter(({ time }) => time < endOf(day));
  if (effective(known, 'death').some(({ on }) => on <= day)) return undefined;
  const held = effective(known, 'roster')
    .flatMap(({ categories }) => categories)
    .filter(({ key, from, until }) => people.includes(key) && from <= day && (until === undefined || day <= until));
  const since = held.map(({ from }) => from).sort()[0];
  return since === undefined ? undefined : { categories: [...new Set(held.map(({ key }) => key))].sort(), since };
}
