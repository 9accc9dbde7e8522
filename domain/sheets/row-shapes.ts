import type { Profile } from '../profile.ts';
import { cleanTypedCode } from '../typed-code.ts';
import type { SheetType } from './columns.ts';
import { readCategories } from './roster-categories.ts';

/** What a row's cells say, by field. */
export type RowValues = Map<string, unknown>;

/** What is wrong with the row as a whole, at the column where it is to be mended. */
export interface Complaint {
  readonly field: string;
  readonly message: string;
}

type Shape = (row: RowValues, profile: Pick<Profile, 'roster'>) => Complaint[];

const complain = (field: string, message: string): Complaint[] => [{ field, message }];

/** Types whose `data` is more than its cells put in their places. Each takes out what no event carries. */
const shapes: { readonly [N in SheetType]?: Shape } = {
  roster: shapeRoster,
  'medical-expense': shapeSettlement,
  disability: shapeDisability,
  'self-report': shapeReport,
  'benefit-granted': (row) => {
    for (const field of ['household', 'reimbursement']) if (row.get(field) === false) row.delete(field);
    return [];
  },
};

/** Brings the values into the form of the type's `data`. */
export function shapeRow(type: SheetType, row: RowValues, profile: Pick<Profile, 'roster'>): Complaint[] {
  return shapes[type]?.(row, profile) ?? [];
}

function shapeRoster(row: RowValues, profile: Pick<Profile, 'roster'>): Complaint[] {
  const [text, from, until] = ['categories', 'categories.from', 'categories.until'].map((field) => taken(row, field));
  const leaves = row.get('change') === 'left';
  if (text === undefined && !leaves) return complain('categories', '类别没有填;不属于任何一类的家里人写“无”');
  const read = readCategories(text === undefined ? '无' : String(text), profile);
  if (!read.ok) return complain('categories', read.refusal.message);
  const dated = read.value.map((each) => ({
    key: each.key,
    from: each.from ?? from,
    ...((each.until ?? until) !== undefined && { until: each.until ?? until }),
  }));
  // Who leaves has nothing that begins: what somebody was in before stands in the older row.
  const kept = leaves ? dated.filter((each) => each.from !== undefined) : dated;
  if (kept.some((each) => each.from === undefined))
    return complain('categories.from', '没有写从哪天起:填类别起始日期,或在类别里写成 类别(2026-01-01起)');
  row.set('categories', kept);
  return [];
}

function taken(row: RowValues, field: string): unknown {
  const value = row.get(field);
  row.delete(field);
  return value;
}

/** The platform's reverse rows have negative amounts, and a number of their own beside that of the settlement they take back. */
function shapeSettlement(row: RowValues): Complaint[] {
  const [valid, original] = ['settlement.valid', 'settlement.original'].map((field) => taken(row, field));
  if (valid === false) return complain('settlement.valid', '这条结算标明已作废,不收;没有作废的请核对有效标志');
  if (row.get('refund') !== true) return [];
  if (original !== undefined) row.set('settlementId', original);
  for (const field of ['totalAmount', 'fundPaid', 'medicalAidPaid', 'personalBurden']) {
    const amount = row.get(field);
    if (typeof amount === 'string') row.set(field, amount.replace(/^-/, ''));
  }
  return [];
}

/** The certificate says kind and grade itself: where they stand beside it they must agree. */
function shapeDisability(row: RowValues): Complaint[] {
  const certificate = row.get('certificate');
  if (certificate === undefined) {
    const missing = ['kind', 'grade'].filter((field) => !row.has(field));
    return missing.flatMap((field) => complain(field, '没有残疾人证号的,残疾类别和残疾等级都要填'));
  }
  const number = cleanTypedCode(String(certificate));
  const said = [taken(row, 'kind'), taken(row, 'grade')];
  return ['kind', 'grade'].flatMap((field, i) =>
    said[i] === undefined || number.length !== 20 || String(said[i]) === number[18 + i]
      ? []
      : complain(field, '和残疾人证号里写的不一样,请核对'),
  );
}

function shapeReport(row: RowValues): Complaint[] {
  const fields = [...row.keys()];
  const [person, lead] = ['person.', 'lead.'].map((prefix) => fields.some((field) => field.startsWith(prefix)));
  if (!person && !lead)
    return complain('person.idNumber', '知道身份证号码就填号码;不知道的,填线索说明和线索所在地代码');
  if (person && lead)
    return complain(
      'lead.description',
      '知道身份证号码的,不用填线索;不知道号码的,姓名和电话写进线索说明和线索联系电话',
    );
  return [];
}
