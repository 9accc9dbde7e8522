import type { List } from '../../domain/profile.ts';
import type { ListRow } from './list-rows.ts';

const headings: Readonly<Record<List['fields'][number], string>> = {
  idNumber: '身份证号',
  name: '姓名',
  division: '所在区划',
  categories: '人员类别',
  since: '从哪天起',
};

/** A list as rows of text, the headings first: what a sheet of either kind is made of. */
export const sheetOf = ({ fields }: Pick<List, 'fields'>, rows: readonly ListRow[]): string[][] => [
  fields.map((field) => headings[field]),
  ...rows.map((row) =>
    fields.map((field) => {
      const value = row[field] ?? '';
      return typeof value === 'string' ? value : value.join('、');
    }),
  ),
];
