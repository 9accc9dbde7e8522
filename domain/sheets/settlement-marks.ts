import { type Column, fixedColumns, type SheetType } from './columns.ts';

const mark = (field: string, heading: string, kind: Column['kind'], hint: string): Column => ({
  field,
  heading,
  kind,
  hint,
  required: false,
  example: '',
  spoken: {},
  alsoCalled: [],
});

/** What a settlement's row says about itself and no event carries: the template has no column for it, a mapping may. */
const settlementMarks: readonly Column[] = [
  mark('settlement.valid', '有效标志', 'yes', '作废的结算写0或“否”,不收'),
  mark('settlement.original', '原结算编号', 'text', '退费行冲的是哪一次结算'),
];

let marked: readonly Column[] | undefined;

function withMarks(): readonly Column[] {
  marked ??= [...fixedColumns('medical-expense'), ...settlementMarks];
  return marked;
}

/** All columns that a mapping may name: those of the template, and marks. */
export function mappableColumns(type: SheetType): readonly Column[] {
  return type === 'medical-expense' ? withMarks() : fixedColumns(type);
}
