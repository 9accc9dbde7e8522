import type { EventName } from '../events/schemas.ts';
import type { Profile } from '../profile.ts';
import { type Leaf, leavesOf } from './schema-leaves.ts';
import { sheetWordings } from './wordings/by-type.ts';
import type { Wording } from './wordings/wording.ts';

/** The event types a file of rows can bring. What is withdrawn is withdrawn as a whole file. */
export type SheetType = Exclude<EventName, 'retraction'>;

/** A column of a type's template. */
export interface Column {
  /** Where it goes in `data`: 'person.idNumber', 'settledOn', 'categories'. */
  readonly field: string;
  /** In Chinese, of the template. */
  readonly heading: string;
  /** No row without it; `requiredWith` says what is asked for only beside others. */
  readonly required: boolean;
  /** The optional object it belongs to: once one column of 'household' is filled, its id and relation are asked for. */
  readonly requiredWith?: string;
  readonly within?: string;
  /** One Chinese line, printed in the template. */
  readonly hint: string;
  readonly example: string;
  readonly kind: Leaf['kind'];
  /** Chinese word → value, for drop-down lists. */
  readonly words?: Readonly<Record<string, string>>;
  /** Further words → value, understood and not offered. */
  readonly spoken: Readonly<Record<string, string>>;
  readonly alsoCalled: readonly string[];
}

/** Fields of a schema without a column of their own, and why. */
export const withoutColumn: Readonly<Partial<Record<SheetType, Readonly<Record<string, string>>>>> = {
  roster: { 'categories.key': 'several in one cell of the column 类别, by the names of the profile' },
};

/** Columns that stand for no single field of a schema. */
const beyondSchema: Readonly<Partial<Record<SheetType, Readonly<Record<string, Pick<Column, 'kind' | 'required'>>>>>> =
  {
    roster: { change: { kind: 'word', required: false }, categories: { kind: 'text', required: true } },
  };

const made = new Map<SheetType, readonly Column[]>();

/** The template's columns in their order. Those of the roster name its categories by the profile's own names. */
export function columnsOf(type: SheetType, profile: Pick<Profile, 'roster'>): readonly Column[] {
  const columns = fixedColumns(type);
  return type === 'roster' ? columns.map((column) => withCategories(column, profile)) : columns;
}

/** The same without what the province names. */
export function fixedColumns(type: SheetType): readonly Column[] {
  const known = made.get(type) ?? columnsFrom(type);
  made.set(type, known);
  return known;
}

function columnsFrom(type: SheetType): Column[] {
  const leaves = new Map(leavesOf(type).map((leaf) => [leaf.path, leaf]));
  return Object.entries(sheetWordings[type].columns).flatMap(([field, wording]) => {
    const leaf = leaves.get(field) ?? beyondSchema[type]?.[field];
    return leaf ? [columnOf(field, wording, leaf)] : [];
  });
}

function columnOf(field: string, wording: Wording, leaf: Pick<Leaf, 'kind' | 'required' | 'within'>): Column {
  const { heading, hint, example, words, spoken = {}, alsoCalled = '' } = wording;
  const grouped = leaf.within !== undefined;
  return {
    field,
    heading,
    required: leaf.required && !grouped,
    ...(grouped && { within: leaf.within }),
    ...(grouped && leaf.required && { requiredWith: leaf.within }),
    hint,
    example,
    kind: leaf.kind,
    ...(words && { words }),
    spoken: valuesBySpokenWord(spoken),
    alsoCalled: split(alsoCalled),
  };
}

const split = (words: string) => words.split(' ').filter((word) => word !== '');

const valuesBySpokenWord = (spoken: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(spoken).flatMap(([value, words]) => split(words).map((word) => [word, value])));

function withCategories(column: Column, { roster }: Pick<Profile, 'roster'>): Column {
  if (column.field !== 'categories') return column;
  const names = roster.categories.map(({ name }) => name);
  return { ...column, hint: `${column.hint}。可以填:${names.join('、')}`, example: names[0] ?? '' };
}
