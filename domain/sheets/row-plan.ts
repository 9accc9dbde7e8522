import type { Cell } from './cell.ts';
import type { Column, SheetType } from './columns.ts';
import { headingKey, meansNothing } from './heading-key.ts';
import { fieldOf, type Mapping } from './mapping.ts';
import { notInYuan } from './read-amount.ts';
import { mappableColumns } from './settlement-marks.ts';

/** Where a column's value stands in the rows of a sheet. */
export interface Planned {
  readonly column: Column;
  /** Undefined where only the mapping says it, for all rows. */
  readonly index: number | undefined;
  /** As the sheet heads it, else as the template does. */
  readonly heading: string;
  readonly constant: Cell | undefined;
  /** Its heading says 万元. */
  readonly otherUnit: boolean;
}

const plans = new WeakMap<readonly string[], { type: SheetType; mapping: Mapping; plan: readonly Planned[] }>();

/** How to read the rows below these headings; worked out once for a sheet. */
export function rowPlan(type: SheetType, mapping: Mapping, headings: readonly string[]): readonly Planned[] {
  const known = plans.get(headings);
  if (known?.type === type && known.mapping === mapping) return known.plan;
  const plan = planned(type, mapping, headings);
  plans.set(headings, { type, mapping, plan });
  return plan;
}

function planned(type: SheetType, mapping: Mapping, headings: readonly string[]): Planned[] {
  const { constants = {} } = mapping;
  const fields = headings.map(headingKey).map((key) => (meansNothing(key) ? '' : (fieldOf(mapping, key) ?? '')));
  return mappableColumns(type).flatMap((column) => {
    const index = fields.indexOf(column.field);
    const text = constants[column.field];
    if (index < 0 && text === undefined) return [];
    const heading = headings[index]?.trim() ?? column.heading;
    return [
      {
        column,
        index: index < 0 ? undefined : index,
        heading,
        constant: text === undefined ? undefined : { text },
        otherUnit: column.kind === 'money' && notInYuan(heading),
      },
    ];
  });
}

/** The cell of a row, or what the mapping says where the row has none or an empty one. */
export function plannedCell({ index, constant }: Planned, cells: readonly Cell[]): Cell | undefined {
  const own = index === undefined ? undefined : cells[index];
  return constant !== undefined && (own === undefined || own.text.trim() === '') ? constant : own;
}
