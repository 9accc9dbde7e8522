import type { Profile } from '../../domain/profile.ts';
import { type Column, columnsOf } from '../../domain/sheets/columns.ts';
import { sheetWordings } from '../../domain/sheets/wordings/by-type.ts';
import type { Upload } from '../../domain/upload.ts';
import type { SheetOut } from '../shared/sheets/sheet-out.ts';

/** Sheets by these names are passed over when a file is read, so that nobody has to take them out. */
const [EXAMPLES, NOTES] = ['填写示例', '填写说明'];

type Rules = Pick<Profile, 'roster'>;

/** The sheet to fill in, an example of it, and what goes into each column. */
export function templateSheets(type: Upload['type'], profile: Rules): SheetOut[] {
  const columns = columnsOf(type, profile);
  const headings = columns.map(({ heading }) => heading);
  const shape = { headings: 1, required: indicesOf(columns, ({ required }) => required), widths: columns.map(widthOf) };
  return [
    { name: sheetWordings[type].title, rows: [headings], ...shape, choices: choicesOf(columns) },
    { name: EXAMPLES, rows: [headings, columns.map(({ example }) => example)], ...shape },
    { name: NOTES, rows: notesOn(type, columns), headings: 1, widths: [22, 12, 60, 26, 40] },
  ];
}

/** Headings only: what else stands in a sheet of its own would be read as a row. */
export const templateHeadings = (type: Upload['type'], profile: Rules): string[] =>
  columnsOf(type, profile).map(({ heading }) => heading);

const indicesOf = (columns: readonly Column[], of: (column: Column) => boolean): number[] =>
  columns.flatMap((column, index) => (of(column) ? [index] : []));

/** Headings are read at a glance; an ID number needs its eighteen digits. */
const widthOf = ({ heading, example }: Column) =>
  Math.min(40, Math.max(heading.length * 2 + 2, example.length + 2, 10));

const choicesOf = (columns: readonly Column[]): Record<number, readonly string[]> =>
  Object.fromEntries(
    columns.flatMap(({ kind, words }, index) => {
      if (kind === 'yes') return [[index, ['是', '否']]];
      return words ? [[index, Object.keys(words)]] : [];
    }),
  );

function notesOn(type: Upload['type'], columns: readonly Column[]): string[][] {
  return [
    ['栏目', '要不要填', '怎么填', '例子', '可以填的词'],
    ...columns.map((column) => [
      column.heading,
      needOf(column),
      column.hint,
      column.example,
      Object.keys(column.words ?? {}).join('、'),
    ]),
    [],
    [`一行写一条${sheetWordings[type].title},表头不要改动;用不到的列可以空着,也可以删掉。`],
    ['身份证号码、电话、编号这些单元格已经设成文本,请直接填写,不要改格式。'],
    ['没收下的行会在改错表里写明原因;改好后整张表原样重发就行,已经收下的行不会重复。'],
  ];
}

const needOf = ({ required, requiredWith }: Column) => {
  if (required) return '必填';
  return requiredWith === undefined ? '可不填' : '填了同组的就要填';
};
