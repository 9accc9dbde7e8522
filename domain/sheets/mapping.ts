import type { Profile } from '../profile.ts';
import { type Column, columnsOf, type SheetType } from './columns.ts';
import { headingKey, meansNothing } from './heading-key.ts';
import { likelyField, templateMapping } from './known-headings.ts';
import { missingAmong } from './missing-columns.ts';
import { type ShippedMapping, shippedMappings } from './shipped-mappings.ts';

/** Which column of a department's own sheet is which. */
export interface Mapping {
  readonly name: string;
  /** Heading as `headingKey` normalises it → field; '' is deliberately left out. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field → what every row says of it that says nothing itself, in the words of a sheet. */
  readonly constants?: Readonly<Record<string, string>>;
}

/** The field a heading goes to, '' where it was left out; undefined where the mapping does not know it. */
export const fieldOf = ({ columns }: Pick<Mapping, 'columns'>, key: string): string | undefined =>
  Object.hasOwn(columns, key) ? columns[key] : undefined;

export interface Guess {
  readonly mapping: Mapping;
  /** The sheet has the template's columns, or those of a mapping that is known: nobody needs to be asked. */
  readonly sure: boolean;
  readonly missing: readonly Column[];
  /** Headings nobody could tell the meaning of. */
  readonly unknown: readonly string[];
  /** Headings that stand there twice, so that nobody knows which counts: an error, however sure the rest is. */
  readonly doubled: readonly string[];
}

/**
 * Which column is which, by the headings alone. `known` are mappings that this department confirmed before for this type; they
 * count before the template's own, those before the shipped ones.
 */
export function guessMapping(
  type: SheetType,
  headings: readonly string[],
  profile: Pick<Profile, 'roster'>,
  known: readonly Mapping[],
): Guess {
  const columns = columnsOf(type, profile);
  const candidates = [...known, templateMapping(type, profile), ...shippedMappings(type)];
  const fitting = candidates.find((mapping) => fits(mapping, headings, type, columns));
  const mapping = fitting ?? likelyMapping(headings, columns, candidates);
  const keys = headings.map(headingKey);
  const doubled = headings.filter((_, i) => isDoubled(keys, i, mapping));
  return {
    mapping,
    sure: fitting !== undefined && doubled.length === 0,
    missing: missingAmong(type, columns, fieldsIn(keys, mapping)),
    unknown: fitting ? [] : headings.filter((_, i) => !isSettled(keys[i] ?? '', mapping)),
    doubled: [...new Set(doubled)],
  };
}

const isSettled = (key: string, mapping: Mapping) => meansNothing(key) || fieldOf(mapping, key) !== undefined;

function fits(mapping: ShippedMapping, headings: readonly string[], type: SheetType, columns: readonly Column[]) {
  const keys = headings.map(headingKey);
  const settled = keys.every((key) => isSettled(key, mapping) || mapping.leavesOut?.test(key) === true);
  return settled && missingAmong(type, columns, fieldsIn(keys, mapping)).length === 0;
}

function fieldsIn(keys: readonly string[], mapping: Mapping): ReadonlySet<string> {
  const mapped = keys.flatMap((key) => (meansNothing(key) ? [] : (fieldOf(mapping, key) ?? [])));
  return new Set([...mapped, ...Object.keys(mapping.constants ?? {})].filter((field) => field !== ''));
}

/** Whether another column of the sheet goes to the same field. */
function isDoubled(keys: readonly string[], index: number, mapping: Mapping): boolean {
  const field = fieldOf(mapping, keys[index] ?? '') ?? '';
  return field !== '' && keys.some((key, i) => i !== index && fieldOf(mapping, key) === field);
}

/** Each field goes to the heading that most surely means it; a heading whose field is taken stays unknown, to be asked for. */
function likelyMapping(
  headings: readonly string[],
  columns: readonly Column[],
  candidates: readonly Mapping[],
): Mapping {
  const keys = [...new Set(headings.map(headingKey))].filter((key) => !meansNothing(key));
  const found = keys.flatMap((key) => likelyField(key, columns, candidates).map((likely) => ({ key, ...likely })));
  const mapped = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, field } of found.sort((a, b) => a.rank - b.rank)) {
    if (mapped.has(key) || (field !== '' && taken.has(field))) continue;
    mapped.set(key, field);
    taken.add(field);
  }
  return { name: '按表头猜的', columns: Object.fromEntries(mapped) };
}
