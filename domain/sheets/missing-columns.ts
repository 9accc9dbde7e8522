import type { Column, SheetType } from './columns.ts';

/** Where one of several groups of columns is enough. */
const EITHER: { readonly [N in SheetType]?: readonly (readonly string[])[] } = {
  disability: [['certificate'], ['kind', 'grade']],
  'self-report': [['person.idNumber'], ['lead.description', 'lead.division']],
};

/** Columns without which no row of the sheet could be taken. Of a choice, the first is named. */
export function missingAmong(type: SheetType, columns: readonly Column[], fields: ReadonlySet<string>): Column[] {
  const choice = EITHER[type] ?? [];
  const chosen = choice.length === 0 || choice.some((group) => group.every((field) => fields.has(field)));
  const asked = chosen ? [] : (choice[0] ?? []);
  return columns.filter(({ field, required }) => !fields.has(field) && (required || asked.includes(field)));
}
