import * as z from 'zod';
import { formatYuan, parseYuan } from '../money.ts';
import type { Profile } from '../profile.ts';
import type { Column } from './columns.ts';

const record = z.record(z.string(), z.unknown());
const categories = z.array(z.object({ key: z.string(), from: z.string(), until: z.string().optional() }));

/**
 * `data` of an event, as it is posted, as the texts of a row below the headings of these columns of its template: what
 * `rowData` reads back. A category's dates stand beside its name, so that columns of dates stay empty.
 */
export function rowTexts(columns: readonly Column[], data: unknown, profile: Pick<Profile, 'roster'>): string[] {
  return columns.map((column) => {
    if (column.field.startsWith('categories'))
      return column.field === 'categories' ? categoriesText(valueAt(data, column.field), profile) : '';
    const value = valueAt(data, column.field);
    return value === undefined ? '' : textOf(value, column);
  });
}

function valueAt(data: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => record.safeParse(value).data?.[key], data);
}

function textOf(value: unknown, { kind, words = {} }: Column): string {
  switch (kind) {
    case 'yes':
      return value === true ? '是' : '否';
    case 'word':
    case 'number':
      return Object.entries(words).find(([, meant]) => meant === String(value))?.[0] ?? String(value);
    case 'money': {
      const fen = parseYuan(typeof value === 'number' ? value : String(value));
      return fen.ok ? formatYuan(fen.value) : String(value);
    }
    case 'phone':
      return String(value).replace(/^\+86/, '');
    default:
      return String(value);
  }
}

function categoriesText(value: unknown, { roster }: Pick<Profile, 'roster'>): string {
  const parsed = categories.safeParse(value);
  if (!parsed.success) return '';
  if (parsed.data.length === 0) return '无';
  const nameOf = (key: string) => roster.categories.find((each) => each.key === key)?.name ?? key;
  return parsed.data
    .map(({ key, from, until }) => {
      const name = /[()();;、,,/|]/u.test(nameOf(key)) ? key : nameOf(key);
      return `${name}(${until === undefined ? `${from}起` : `${from}至${until}`})`;
    })
    .join('、');
}
