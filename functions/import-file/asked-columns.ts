import type { Profile } from '../../domain/profile.ts';
import { type Column, columnsOf } from '../../domain/sheets/columns.ts';
import { headingKey } from '../../domain/sheets/heading-key.ts';
import { maskValue } from '../../domain/sheets/mask-value.ts';
import type { Upload } from '../../domain/upload.ts';
import type { AskedSheet } from './sheet-follower.ts';

const EXAMPLES = 3;
const MOST_STARS = 7;

/** What a person has to see who says which column is which: headings, our guess, and how the cells look, masked. */
export function askedColumns(
  { type }: Pick<Upload, 'type'>,
  { sheet, headings, guess, below }: AskedSheet,
  profile: Pick<Profile, 'roster'>,
): NonNullable<Upload['columns']> {
  const { mapping, missing, unknown } = guess;
  const columns = new Map(columnsOf(type, profile).map((column) => [column.field, column]));
  const columnAt = (index: number) => columns.get(mapping.columns[headingKey(headings[index] ?? '')] ?? '');
  return {
    sheet,
    headings: [...headings],
    guess: { ...mapping },
    missing: missing.map(({ field, heading }) => ({ field, heading })),
    unknown: [...unknown],
    examples: below.slice(0, EXAMPLES).map((line) => line.map((text, index) => masked(text, columnAt(index)))),
  };
}

/** What nobody knows the meaning of may be a name: the first character and how long it goes on tell a name from a number from a day. */
function masked(text: string, column: Column | undefined): string {
  if (column) return maskValue(text, column);
  const [first = '', ...rest] = Array.from(text.trim());
  return first + '*'.repeat(Math.min(rest.length, MOST_STARS));
}
