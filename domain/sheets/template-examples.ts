import type { Column, SheetType } from './columns.ts';
import { examplePeople } from './example-people.ts';

/** Texts that differ from the columns' own examples, by field; 'lead.' stands for all fields below it. */
type Differing = Readonly<Record<string, string>>;

const about = ({ name, idNumber }: { name: string; idNumber: string }): Differing => ({
  'person.name': name,
  'person.idNumber': idNumber,
  'person.phone': '',
});

const noIncome = { 'income.': '' };

/** Rows that show the other ways of filling in a type; the first row is the columns' own examples unless it says otherwise. */
const rows: { readonly [N in SheetType]?: readonly Differing[] } = {
  roster: [
    {},
    {
      ...about(examplePeople.husband),
      'household.relation': '配偶',
      'categories.from': '',
      categories: '无',
      ...noIncome,
    },
    { ...about(examplePeople.daughter), 'household.relation': '子女', 'household.since': '', ...noIncome },
  ],
  disability: [
    { kind: '', grade: '' },
    { ...about(examplePeople.husband), certificate: '' },
  ],
  'self-report': [{ 'lead.': '' }, { 'person.': '' }],
  'benefit-granted': [
    { inKind: '', household: '否' },
    {
      ...about(examplePeople.husband),
      grantId: 'BF-2026-0002',
      programme: '慈善帮扶',
      aidType: '补充救助',
      amount: '',
      payBy: '',
      period: '',
      payee: '',
    },
  ],
};

/** Example rows of a template, in the order of its columns. */
export function exampleRows(type: SheetType, columns: readonly Column[]): string[][] {
  return (rows[type] ?? [{}]).map((differing) =>
    columns.map(({ field, example }) => differing[field] ?? differing[field.replace(/[^.]*$/, '')] ?? example),
  );
}
