import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../domain/sheets/cell.ts';
import { cellValue } from '../../../domain/sheets/cell-values.ts';
import { type Column, columnsOf, type SheetType } from '../../../domain/sheets/columns.ts';
import { profile } from './profile.ts';
import { idNumbers } from './valid-data.ts';

const columnOf = (type: SheetType, field: string): Column => {
  const column = columnsOf(type, profile).find((each) => each.field === field);
  if (!column) throw new Error(`no column ${field}`);
  return column;
};

const number = (text: string): Cell => ({ text, kind: 'number' });
const date = (text: string): Cell => ({ text, kind: 'date' });

function readOf(type: SheetType, field: string, cell: Cell | string) {
  const value = cellValue(typeof cell === 'string' ? { text: cell } : cell, columnOf(type, field));
  if (value === undefined) return undefined;
  return value.ok ? value.value : value.refusal.code;
}

describe('a day', () => {
  it.each<[Cell | string, string | undefined]>([
    ['2026-11-05', '2026-11-05'],
    ['2026/11/5', '2026-11-05'],
    ['2026.11.5', '2026-11-05'],
    ['2026.11.05.', 'day-form'],
    ['20261105', '2026-11-05'],
    ['2026年11月5日', '2026-11-05'],
    ['2026年11月5号', '2026-11-05'],
    ['2026 年 11 月 5 日', '2026-11-05'],
    ['2026-11-05 00:00:00', '2026-11-05'],
    ['2026-11-05T09:30:00', '2026-11-05'],
    ['2026/11/5 9:30', '2026-11-05'],
    ['2026-11-04T16:00:00.000Z', '2026-11-05'],
    ['2026-11-05T00:00:00+08:00', '2026-11-05'],
    ['2026-13-04T16:00:00Z', 'day-form'],
    ['20261105', '2026-11-05'],
    [date('2026-11-05 00:00:00'), '2026-11-05'],
    [date('2026-11-05'), '2026-11-05'],
    [number('46331'), '2026-11-05'],
    [number('46331.395833'), '2026-11-05'],
    [number('20261105'), '2026-11-05'],
    [number('10959'), '1930-01-01'],
    [number('10958'), 'day-form'],
    [number('73050'), '2099-12-31'],
    [number('73051'), 'day-form'],
    ['46331', 'excel-date-serial'],
    ['2026-02-29', 'day-unreal'],
    ['20261345', 'day-unreal'],
    ['2026', 'day-year-only'],
    [number('2026'), 'day-year-only'],
    ['2026-11', 'day-month-only'],
    ['2026年11月', 'day-month-only'],
    ['26-11-05', 'day-short-year'],
    ['11/5/2026', 'day-short-year'],
    ['昨天', 'day-form'],
    ['', undefined],
    ['无', undefined],
  ])('written as %j is %s', (cell, day) => expect(readOf('death', 'diedOn', cell)).toBe(day));

  it.each(['长期', '永久', '至今'])('that never comes is none: %s', (text) => {
    expect(readOf('chronic-disease', 'validUntil', text)).toBeUndefined();
    expect(readOf('chronic-disease', 'certifiedOn', text)).toBe('day-form');
  });
});

describe('an amount', () => {
  it.each<[Cell | string, string | undefined]>([
    ['12,850.30', '12,850.30'],
    ['12850.30元', '12850.30'],
    ['¥12,850.30', '12,850.30'],
    ['¥12850.3', '12850.3'],
    ['人民币 12850.30 元整', '12850.30'],
    ['12850.30', '12850.30'],
    [number('12850.300000000001'), '12850.300000000001'],
    [number('1.2E4'), '12000'],
    ['1.2E+04', 'excel-scientific'],
    ['1.2万元', 'money-unit'],
    ['1.2万', 'money-unit'],
    ['12千元', 'money-unit'],
    ['-', undefined],
    ['0', '0'],
  ])('written as %j is %s', (cell, amount) => expect(readOf('medical-expense', 'totalAmount', cell)).toBe(amount));
});

describe('a word', () => {
  it.each<[SheetType, string, string, string | number | boolean]>([
    ['medical-expense', 'visitType', '住院', 'inpatient'],
    ['medical-expense', 'visitType', 'inpatient', 'inpatient'],
    ['medical-expense', 'visitType', ' 普通 住院 ', 'inpatient'],
    ['medical-expense', 'visitType', '旅游', 'word-unknown'],
    ['medical-expense', 'refund', '是', true],
    ['medical-expense', 'refund', 'TRUE', true],
    ['medical-expense', 'refund', '有', true],
    ['medical-expense', 'refund', '1', true],
    ['medical-expense', 'refund', '无', false],
    ['medical-expense', 'refund', '0', false],
    ['medical-expense', 'refund', '也许', 'yes-unknown'],
    ['disability', 'kind', '肢体', 4],
    ['disability', 'kind', '4', 4],
    ['disability', 'kind', '多重残疾', 7],
    ['disability', 'grade', '一级', 1],
    ['disability', 'grade', '2级', 2],
    ['disability', 'grade', '3', 3],
    ['disability', 'grade', '高级', 'number-form'],
    ['university-admission', 'year', '2026年', 2026],
    ['university-admission', 'year', '2026.5', 'number-form'],
    ['self-report', 'via', '12345', 'hotline'],
    ['benefit-granted', 'period', '2026年10月', '2026-10'],
    ['benefit-granted', 'period', '202610', '2026-10'],
    ['education-expense', 'schoolYear', '2026—2027学年', '2026-2027'],
    ['education-expense', 'schoolYear', '2026年', '2026'],
    ['roster', 'person.name', '李 兰', '李兰'],
    ['roster', 'person.name', '买买提·吐尔逊', '买买提·吐尔逊'],
    ['roster', 'person.name', 'Anna Lee', 'Anna Lee'],
  ])('of %s in %s written as %j is %s', (type, field, text, value) => expect(readOf(type, field, text)).toBe(value));

  it('of a month is what Excel made a day of', () => {
    expect(readOf('benefit-granted', 'period', date('2026-10-01'))).toBe('2026-10');
    expect(readOf('benefit-granted', 'period', number('46296'))).toBe('2026-10');
  });

  it('for no household is none, so that two of them never become one', () => {
    for (const text of ['', '-', '/', '无', '0', '000']) expect(readOf('roster', 'household.id', text)).toBeUndefined();
    expect(readOf('roster', 'household.id', '007')).toBe('007');
  });
});

describe('what Excel did to a number', () => {
  it.each<[SheetType, string, Cell | string, string]>([
    ['death', 'person.idNumber', '6.20704E+17', 'excel-scientific'],
    ['death', 'person.idNumber', number('6.20122196803051E+17'), 'excel-scientific'],
    ['death', 'person.idNumber', number('620122196803051000'), 'excel-fifteen-digits'],
    ['death', 'person.idNumber', number('620122680305123'), '620122680305123'],
    ['death', 'person.idNumber', "'620122196803051230", '620122196803051230'],
    ['death', 'person.idNumber', '620122196803051230\t', '620122196803051230'],
    ['death', 'person.idNumber', '#N/A', 'excel-error'],
    ['death', 'person.idNumber', '#REF!', 'excel-error'],
    ['death', 'person.idNumber', '########', 'excel-narrow'],
    ['death', 'person.idNumber', '=VLOOKUP(A2,B:C,2,0)', 'excel-formula'],
    ['death', 'person.idNumber', date('2026-11-05'), 'excel-date'],
    ['death', 'person.phone', '1.38001E+10', 'excel-scientific'],
    ['death', 'person.phone', number('13800138000'), '13800138000'],
    ['death', 'person.phone', number('9325550123'), 'excel-zero-lost'],
    ['death', 'person.phone', '1055501234', 'excel-zero-lost'],
    ['death', 'person.phone', '5550123', '5550123'],
    ['death', 'person.residenceDivision', number('621122105201'), '621122105201'],
    ['death', 'person.residenceDivision', number('621122.0'), '621122'],
    ['death', 'person.residenceDivision', '6.21122E+11', 'excel-scientific'],
    ['medical-expense', 'settlementId', number('44030000000410043005'), 'excel-fifteen-digits'],
    ['medical-expense', 'settlementId', '4.403E+19', 'excel-scientific'],
    ['medical-expense', 'settlementId', number('46331'), '46331'],
    ['medical-expense', 'settlementId', '3月12日', 'excel-date'],
    ['medical-expense', 'hospital', number('46331'), 'excel-date-serial'],
    ['medical-expense', 'hospital', '1E10', '1E10'],
    ['medical-expense', 'hospital', '=HYPERLINK("x")', 'excel-formula'],
    ['medical-expense', 'hospital', '="县医院"', '县医院'],
    ['roster', 'household.id', date('2026-03-12'), 'excel-date'],
    ['disability', 'certificate', number('6.2012219680305123E+19'), 'excel-scientific'],
  ])('is told in %s, %s, from %j', (type, field, cell, value) => expect(readOf(type, field, cell)).toBe(value));

  it('is never seen in a valid number that is text', () => {
    const blanks = fc.constantFrom('', ' ', '\t', '\u00A0', '\u3000', '\u200B', "'");
    fc.assert(
      fc.property(idNumbers, blanks, blanks, (id, before, after) => {
        expect(readOf('death', 'person.idNumber', `${before}${id}${after === "'" ? '' : after}`)).toBe(id);
      }),
    );
  });

  it('is told with a way to mend it and without the value', () => {
    const cell = number('620122196803051000');
    const told = cellValue(cell, columnOf('death', 'person.idNumber'));
    expect(told && !told.ok && told.refusal.message).toBe(
      '这一格存成了数字,Excel只留前15位,后面的丢了;请把这一列设为“文本”,照原件重新填写',
    );
  });
});
