import type { AskedColumns, ColumnChoice } from './upload-view.ts';
import type { ColumnsSaid } from './uploads.ts';

/** Which column of the sheet is which field, by the columns' place, '' where one is left out; and what is the same in every row. */
export interface Chosen {
  columns: readonly string[];
  constants: Readonly<Record<string, string>>;
}

/** What is wrong with a choice: fields that are chosen twice, and required ones that nothing gives. */
export interface ChoiceIssues {
  doubled: readonly ColumnChoice[];
  missing: readonly ColumnChoice[];
}

export function issuesOf({ columns, constants }: Chosen, { choices }: Pick<AskedColumns, 'choices'>): ChoiceIssues {
  const times = (field: string) => columns.filter((each) => each === field).length;
  return {
    doubled: choices.filter(({ field }) => times(field) > 1),
    missing: choices.filter(({ field, required }) => required && times(field) === 0 && !constants[field]),
  };
}

/** The issues in words; none where all is well. */
export function issueWords({ doubled, missing }: ChoiceIssues): readonly string[] {
  const named = (choices: readonly ColumnChoice[]) => choices.map(({ heading }) => `“${heading}”`).join('、');
  return [
    ...(doubled.length > 0 ? [`${named(doubled)}选了不止一列,请只留一列。`] : []),
    ...(missing.length > 0
      ? [`还差${named(missing)}。请指出是哪一列;每行都一样的,在表下面填一次;都不是的,请在表里补上这一列再交。`]
      : []),
  ];
}

/** The choice as the hub takes it. A column without heading is left out by itself, of two with the same the first counts; what a column gives is no constant. */
export function columnsSaid({ columns, constants }: Chosen, headings: readonly string[]): ColumnsSaid {
  const said: Record<string, string | null> = {};
  headings.forEach((heading, i) => {
    if (heading.trim() !== '') said[heading] = said[heading] || columns[i] || null;
  });
  const same: Record<string, string> = {};
  for (const [field, text] of Object.entries(constants))
    if (text !== '' && !columns.includes(field)) same[field] = text;
  return { columns: said, constants: same };
}
