import type { Profile } from '../profile.ts';
import type { SchemaIssue } from '../schema-issues.ts';
import type { Cell } from './cell.ts';
import { type CellValue, cellValue } from './cell-values.ts';
import type { SheetType } from './columns.ts';
import { exampleNumbers } from './example-people.ts';
import type { Mapping } from './mapping.ts';
import { maskValue } from './mask-value.ts';
import { type Planned, plannedCell, rowPlan } from './row-plan.ts';
import { type Complaint, type RowValues, shapeRow } from './row-shapes.ts';
import { mappableColumns } from './settlement-marks.ts';

/** What is wrong with a cell, in the words of the sheet. `message` is Chinese and never repeats the value. */
export interface RowIssue {
  readonly column: string;
  /** Masked. */
  readonly value: string;
  readonly message: string;
}

/** What a roster of changes says of somebody. */
export type Change = 'joined' | 'changed' | 'left';

export type RowData =
  | { readonly ok: true; readonly data: unknown; readonly change?: Change }
  | { readonly ok: false; readonly issues: readonly RowIssue[] };

/**
 * A row's cells as `data` of an event, for `parseEvent` to judge; tells what Excel did to a number from a wrong number. Hand in
 * the same array of headings for all rows of a sheet: how to read them is worked out once.
 */
export function rowData(
  type: SheetType,
  mapping: Mapping,
  headings: readonly string[],
  cells: readonly Cell[],
  profile: Pick<Profile, 'roster'>,
): RowData {
  const plan = rowPlan(type, mapping, headings);
  const row: RowValues = new Map();
  const complaints: Complaint[] = [];
  for (const planned of plan) {
    const cell = plannedCell(planned, cells);
    const value = cell && cellValue(cell, planned.column);
    if (value === undefined) continue;
    const { field } = planned.column;
    if (!value.ok) complaints.push({ field, message: value.refusal.message });
    else if (planned.otherUnit) complaints.push({ field, message: '这一列的表头写的不是元;请换算成元,表头也改掉' });
    else row.set(field, value.value);
  }
  if (exampleNumbers.has(String(row.get('person.idNumber'))))
    complaints.push({ field: 'person.idNumber', message: '这是模板里的填写示例,请把这一行删掉' });
  if (complaints.length === 0) complaints.push(...missingIn(type, row));
  const change = changeOf(row.get('change'));
  if (complaints.length === 0) complaints.push(...shapeRow(type, row, profile));
  if (complaints.length > 0) return { ok: false, issues: complaints.map((each) => issueAt(each, plan, cells, type)) };
  row.delete('change');
  return { ok: true, data: nested(row), ...(change && { change }) };
}

const CHANGES: readonly Change[] = ['joined', 'changed', 'left'];
const changeOf = (value: unknown) => CHANGES.find((change) => change === value);

/** Fields that the row's own form decides about, in `row-shapes.ts`. */
const isDecidedLater = (field: string) => field === 'categories' || field.startsWith('categories.');

function isBegun(row: RowValues, group: string): boolean {
  for (const field of row.keys()) if (field.startsWith(`${group}.`)) return true;
  return false;
}

function missingIn(type: SheetType, row: RowValues): Complaint[] {
  return mappableColumns(type)
    .filter(({ field, required, requiredWith }) => {
      if (row.has(field) || isDecidedLater(field)) return false;
      return required || (requiredWith !== undefined && isBegun(row, requiredWith));
    })
    .map(({ field, heading, required }) => ({
      field,
      message: required ? `${heading}没有填` : `旁边几项填了,${heading}也要填`,
    }));
}

function issueAt(
  { field, message }: Complaint,
  plan: readonly Planned[],
  cells: readonly Cell[],
  type: SheetType,
): RowIssue {
  const planned = plan.find(({ column }) => column.field === field);
  const column = planned?.column ?? mappableColumns(type).find((each) => each.field === field);
  const text = (planned && plannedCell(planned, cells)?.text) ?? '';
  return { column: planned?.heading ?? column?.heading ?? '', value: maskValue(text, column), message };
}

interface Nested {
  [key: string]: unknown;
}

/** 'person.idNumber' → {person: {idNumber}} */
function nested(row: ReadonlyMap<string, CellValue | unknown>): Nested {
  const data: Nested = {};
  const objects = new Map<string, Nested>();
  for (const [field, value] of row) {
    const [group, name] = field.split('.');
    if (group === undefined) continue;
    if (name === undefined) {
      data[group] = value;
      continue;
    }
    const object = objects.get(group) ?? {};
    object[name] = value;
    objects.set(group, object);
    data[group] = object;
  }
  return data;
}

/** Issues of `parseEvent` in the words of the sheet: at which column, with the value masked. */
export function issuesInSheet(
  type: SheetType,
  mapping: Mapping,
  headings: readonly string[],
  cells: readonly Cell[],
  issues: readonly SchemaIssue[],
): RowIssue[] {
  const plan = rowPlan(type, mapping, headings);
  return issues.map(({ path, message }) => issueAt({ field: fieldOf(path, plan), message }, plan, cells, type));
}

/** 'data.categories.0.until' → 'categories.until' where the sheet has that column, else 'categories'; 'data.person' → its first column. */
function fieldOf(path: string, plan: readonly Planned[]): string {
  const field = path
    .split('.')
    .filter((part, i) => !(i === 0 && part === 'data') && !/^\d+$/.test(part))
    .join('.');
  const fields = plan.map(({ column }) => column.field);
  if (fields.includes(field)) return field;
  const group = field.split('.')[0] ?? '';
  return fields.find((each) => each === group || each.startsWith(`${field}.`)) ?? field;
}
