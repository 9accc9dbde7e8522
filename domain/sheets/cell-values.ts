import { type Parsed, type Refusal, taken } from '../refusal.ts';
import { halfWidth } from '../typed-code.ts';
import { type Cell, cleanText, saysNothing } from './cell.ts';
import type { Column } from './columns.ts';
import { excelDamage } from './excel-damage.ts';
import { insuranceTypeOf } from './national-codes.ts';
import { readAmount } from './read-amount.ts';
import { isOpenEnd, readDay } from './read-day.ts';
import { readInteger, readWord, readYes } from './read-word.ts';

export type CellValue = string | number | boolean;

/** What a cell holds for its column, as the event's schema takes it; undefined where it says nothing. */
export function cellValue(cell: Cell, column: Column): Parsed<CellValue> | undefined {
  const clean = cleanText(cell.text);
  if (clean === '' || isBlank(clean, column)) return undefined;
  const damaged: Refusal | undefined = excelDamage(clean, cell, column);
  return damaged ? { ok: false, refusal: damaged } : read(clean, cell, column);
}

function isBlank(clean: string, { kind, field }: Column): boolean {
  if (kind === 'yes' || field === 'categories') return false;
  if (field === 'household.id' && /^0+$/.test(clean)) return true;
  return saysNothing(clean) || (kind === 'day' && isOpenEnd(field, clean));
}

function read(clean: string, cell: Cell, column: Column): Parsed<CellValue> {
  switch (column.kind) {
    case 'day':
      return readDay(clean, cell);
    case 'money':
      return readAmount(clean, cell);
    case 'word':
      return readWord(withoutTail(clean, cell), column);
    case 'yes':
      return readYes(withoutTail(clean, cell));
    case 'number':
      return readInteger(clean, column);
    case 'idNumber':
    case 'phone':
    case 'division':
      return taken(withoutTail(clean, cell));
    case 'text':
      return taken(readText(withoutTail(clean, cell), cell, column));
  }
}

/** A number cell may say 621122.0 where a person sees 621122. */
const withoutTail = (text: string, { kind }: Cell) => (kind === 'number' ? text.replace(/\.0+$/, '') : text);

function readText(text: string, cell: Cell, { field }: Column): string {
  switch (field) {
    case 'person.name':
    case 'payee':
      return withoutGaps(text);
    case 'period':
      return readMonth(text, cell);
    case 'schoolYear':
      return halfWidth(text)
        .replace(/\s|学年度?|年/gu, '')
        .replace(/^(\d{4})[-—–~至到/]+(\d{4})$/u, '$1-$2');
    case 'insuranceType':
      return insuranceTypeOf(text);
    default:
      return text;
  }
}

/** Names of two characters are spread with blanks so that they line up with those of three. */
const withoutGaps = (name: string) => name.replace(/(?<=\p{Script=Han})[\s\u3000]+(?=\p{Script=Han})/gu, '');

/** 2026年11月, 202611, 2026/11 and what Excel makes of 2026-11, a day or its serial → 2026-11. */
function readMonth(text: string, cell: Cell): string {
  const [, year, month] = /^(\d{4})(?:[-/.]|年)?(\d{1,2})月?份?$/u.exec(halfWidth(text).replace(/\s/g, '')) ?? [];
  if (year !== undefined && month !== undefined && !(cell.kind === 'number' && text.length === 5))
    return `${year}-${month.padStart(2, '0')}`;
  const day = readDay(text, cell);
  return day.ok ? day.value.slice(0, 7) : text;
}
