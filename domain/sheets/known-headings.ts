import type { Profile } from '../profile.ts';
import { type Column, columnsOf, type SheetType } from './columns.ts';
import { headingKey } from './heading-key.ts';
import type { Mapping } from './mapping.ts';

/** The template's own headings, and the fields' own names, as programmers head their columns. */
export function templateMapping(type: SheetType, profile: Pick<Profile, 'roster'>): Mapping {
  const columns = columnsOf(type, profile).flatMap(({ field, heading }) => [
    [headingKey(field), field],
    [headingKey(heading), field],
  ]);
  return { name: '模板', columns: Object.fromEntries(columns) };
}

interface Likely {
  readonly field: string;
  /** Lower is surer. */
  readonly rank: number;
}

/** Fields that a heading may mean: by a mapping that is known, by what departments call it, by a name that it contains. */
export function likelyField(key: string, columns: readonly Column[], known: readonly Mapping[]): Likely[] {
  const mapped = known.flatMap((mapping, rank) => {
    const field = Object.hasOwn(mapping.columns, key) ? mapping.columns[key] : undefined;
    return field === undefined ? [] : [{ field, rank }];
  });
  const named = columns.flatMap(({ field, alsoCalled }) => {
    const place = alsoCalled.findIndex((name) => headingKey(name) === key);
    return place < 0 ? [] : [{ field, rank: NAMED + place }];
  });
  const containing = columns.flatMap(({ field, heading, alsoCalled }) => {
    const contained = [heading, ...alsoCalled].map(headingKey).filter((name) => name.length >= 3 && key.includes(name));
    const longest = Math.max(0, ...contained.map((name) => name.length));
    return longest === 0 ? [] : [{ field, rank: CONTAINING - longest }];
  });
  return [...mapped, ...named, ...containing];
}

const [NAMED, CONTAINING] = [100, 1000];
