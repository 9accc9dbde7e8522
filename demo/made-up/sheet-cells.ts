import * as z from 'zod';
import type { Profile } from '../../domain/profile.ts';
import type { Column } from '../../domain/sheets/columns.ts';

const category = z.object({ key: z.string(), from: z.string(), until: z.string().optional() });
const object = z.record(z.string(), z.unknown());

/** A row of `data` as an office would type it into the columns of the type's template. */
export function cellsOf(columns: readonly Column[], data: unknown, profile: Pick<Profile, 'roster'>): string[] {
  return columns.map((column) => {
    const value = valueAt(data, column.field);
    return column.field === 'categories' ? categoriesCell(value, profile) : cell(value, column);
  });
}

function valueAt(data: unknown, field: string): unknown {
  return field.split('.').reduce((value, key) => object.safeParse(value).data?.[key], data);
}

function cell(value: unknown, { kind, words = {} }: Column): string {
  if (value === undefined) return '';
  if (kind === 'yes') return value === true ? '是' : '否';
  const word = Object.entries(words).find(([, means]) => means === String(value));
  return word ? word[0] : String(value);
}

/** 城乡低保对象(2024-03-01起)、登记发证残疾人(2021-05-06至2025-12-31) */
function categoriesCell(value: unknown, { roster }: Pick<Profile, 'roster'>): string {
  const written = z
    .array(category)
    .parse(value)
    .map(({ key, from, until }) => {
      const name = roster.categories.find((each) => each.key === key)?.name ?? key;
      return until === undefined ? `${name}(${from}起)` : `${name}(${from}至${until})`;
    });
  return written.length > 0 ? written.join('、') : '无';
}
