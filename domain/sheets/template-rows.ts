import type { Profile } from '../profile.ts';
import { type Column, columnsOf, type SheetType } from './columns.ts';
import { exampleRows } from './template-examples.ts';
import { sheetWordings } from './wordings/by-type.ts';

/** What a type's template holds, for whoever draws it as XLSX or CSV. All cells are text. */
export interface TemplateRows {
  /** What the file and its first sheet are called, in Chinese. */
  readonly title: string;
  readonly headings: readonly string[];
  /** Indices of the columns that must be filled. */
  readonly required: readonly number[];
  /** By index of the column: the words of its drop-down list. */
  readonly choices: Readonly<Record<number, readonly string[]>>;
  /** In characters, by column. */
  readonly widths: readonly number[];
  /** For the sheet 填写示例, below the same headings. */
  readonly examples: readonly (readonly string[])[];
  /** For the sheet 填写说明: lines of one cell, then a table of the columns. */
  readonly explanation: readonly (readonly string[])[];
}

/** The sheets that a template has beside the one to fill in; whoever reads a file passes over them. */
export const templateSheets = { examples: '填写示例', explanation: '填写说明' } as const;

export function templateRows(type: SheetType, profile: Pick<Profile, 'roster'>): TemplateRows {
  const columns = columnsOf(type, profile);
  const { title } = sheetWordings[type];
  const choices = columns.flatMap((column, i): [number, readonly string[]][] => {
    const words = choicesOf(column);
    return words.length > 0 ? [[i, words]] : [];
  });
  return {
    title,
    headings: columns.map(({ heading }) => heading),
    required: columns.flatMap(({ required }, i) => (required ? [i] : [])),
    choices: Object.fromEntries(choices),
    widths: columns.map(widthOf),
    examples: exampleRows(type, columns),
    explanation: [...explanationLines(type, title).map((line) => [line]), [], ...columnTable(columns)],
  };
}

function choicesOf({ kind, words }: Column): readonly string[] {
  return kind === 'yes' ? ['是', '否'] : Object.keys(words ?? {});
}

/** A Chinese character is as wide as two digits. */
function widthOf({ heading, example, kind }: Column): number {
  const wide = (text: string) => Array.from(text).reduce((sum, c) => sum + (c > '\u2E80' ? 2 : 1), 0);
  const least = kind === 'idNumber' ? 22 : kind === 'day' ? 13 : 10;
  return Math.min(40, Math.max(least, wide(heading) + 4, wide(example) + 2));
}

function explanationLines(type: SheetType, title: string): string[] {
  return [
    `${title}:怎么填`,
    '只填第一张表,一行一条;表头不要改。不用的列可以删掉,列的先后没有关系。',
    '身份证号码、电话、编号和代码所在的列已经设成“文本”。从别处粘贴时选“只粘贴值”,不然Excel会把号码的后几位变成0。',
    '日期写成 2026-11-05,金额写多少元,不写万元。没有的就空着。',
    ...(type === 'roster' ? ROSTER_LINES : []),
    '填好后直接发来,Excel文件(.xlsx)或CSV都行。没收下的行会退回来,前面多一列“错误原因”;照着改好,同一张表再发一次,收过的行不会重复。',
  ];
}

const ROSTER_LINES = [
  '一行一个人,一户里的人写同一个户编号。报全部名册时“变动”空着,名册里没有了的人就算退出;只报变动时“变动”要填。',
  '一个人属于几类,写在一格里,用顿号隔开,例如 低保(2026-01-01起)、残疾人(2025-03-01起)。',
];

function columnTable(columns: readonly Column[]): string[][] {
  const lines = columns.map((column) => [
    column.heading,
    askedFor(column, columns),
    column.hint,
    choicesOf(column).join('、'),
    column.example,
  ]);
  return [['列名', '要不要填', '怎么填', '可以填的', '例子'], ...lines];
}

function askedFor({ required, requiredWith, field }: Column, columns: readonly Column[]): string {
  if (required) return '必填';
  if (requiredWith === undefined || field.startsWith('categories')) return '选填';
  const others = columns.filter((column) => column.within === requiredWith && column.field !== field);
  return `填了${others.map(({ heading }) => heading).join('、')}就要填`;
}
