import { type Parsed, refused, taken } from '../refusal.ts';
import { addDays, type Day, dayOf, isDay } from '../shanghai-day.ts';
import { halfWidth } from '../typed-code.ts';
import type { Cell } from './cell.ts';

/** Excel counts days from here (it believes in a 29 February 1900, so this holds from March 1900 on). */
const EXCEL_EPOCH = '1899-12-30';
/** 1930 to 2099: a number outside is a year, a month or something else. */
const [FIRST_SERIAL, LAST_SERIAL] = [10_959, 73_050];

const WRITTEN =
  /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?(?:[T ]*\d{1,2}(?::\d{1,2}){1,2}(?:\.\d+)?)?$/;
/** As programs write it: 16:00 in Greenwich is the next day here. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})(?:000000)?$/;

/** A day in the forms people write and Excel keeps: 2026-11-05, 2026/11/5, 2026.11.5, 20261105, 2026年11月5日, with or without a time, or a serial in a number cell. */
export function readDay(clean: string, { kind }: Pick<Cell, 'kind'>): Parsed<Day> {
  if (isDay(clean)) return taken(clean);
  const text = halfWidth(clean).replace(/\s+/gu, ' ');
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(instant)) return taken(dayOf(instant));
  const parts = WRITTEN.exec(text.replace(/(?<=[年月./-]) | (?=[年月日号./-])/gu, '')) ?? EIGHT_DIGITS.exec(text);
  const [, year = '', month = '', date = ''] = parts ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (parts) return isDay(day) ? taken(day) : refused('day-unreal', '没有这一天,请核对;要写成 2026-11-05 这样');
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : Number.NaN;
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL || Number.isNaN(serial)) return refusedForm(text);
  if (kind === 'number') return taken(addDays(EXCEL_EPOCH, serial));
  return refused(
    'excel-date-serial',
    '日期被Excel存成了序号;请把这一列设为“日期”格式再存,或照原件写成 2026-11-05 这样',
  );
}

function refusedForm(text: string): Parsed<Day> {
  if (/^\d{4}年?$/.test(text)) return refused('day-year-only', '只写了年份;要写到哪一天,例如 2026-11-05');
  if (/^\d{4}(?:[-/.年]\d{1,2}月?|\d{2})$/.test(text))
    return refused('day-month-only', '只写到月份;要写到哪一天,例如 2026-11-05');
  if (/^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}/.test(text))
    return refused('day-short-year', '年份要写全四位,例如 2026-11-05');
  return refused('day-form', '日期要写成 2026-11-05 这样');
}

/** What stands for “no end” in a column of ends. */
const OPEN_END = /^(?:长期|永久|至今|无限期|长期有效|在院|未出院|住院中)$/u;

export const isOpenEnd = (field: string, clean: string): boolean =>
  /(?:until|validUntil|benefitUntil|dischargedOn)$/.test(field) && OPEN_END.test(clean);
