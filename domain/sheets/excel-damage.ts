import { parsePhone } from '../phone.ts';
import type { Refusal } from '../refusal.ts';
import { halfWidth } from '../typed-code.ts';
import type { Cell } from './cell.ts';
import type { Column } from './columns.ts';

type Damaged = Pick<Column, 'kind' | 'field'>;

const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!)$/i;
const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?E\+?\d{1,3}$/i;
/** In free text “1E10” may be a name; Excel itself always writes the sign. */
const SCIENTIFIC_BY_EXCEL = /^[+-]?\d(?:\.\d+)?E\+\d{2,3}$/i;
/** What is left of a number such as 3-12 that Excel took for a day. */
const DATE_BY_EXCEL = /^(?:\d{1,2}月\d{1,2}日|[A-Z][a-z]{2}-\d{2}|\d{1,2}-[A-Z][a-z]{2})$/;

/** Days from 1954 to 2119, as Excel counts them. */
const isSerial = (text: string) => /^[2-7]\d{4}$/.test(text);

/** Fields whose texts are numbers or keys of another system, in which digits alone are nothing odd. */
const REFERENCES = new Set([
  'household.id',
  'settlementId',
  'settlement.original',
  'grantId',
  'applicationId',
  'authorisation.reference',
  'insuranceType',
  'certificate',
  'schoolYear',
  'period',
]);

/** What all that Excel leaves in a CSV has one of: every cell is asked, and nearly none has it. */
const MAY_BE_DAMAGED = /[#=#=eEeE月]|[A-Za-z]-|-[A-Za-z]/u;

const AS_TEXT = '请把这一列设为“文本”,照原件重新填写';

const damage = (code: string, message: string): Refusal => ({ code: `excel-${code}`, message });

/** What Excel did to a value, with how to mend it; undefined where the value is the person's own, right or wrong. `text` is clean. */
export function excelDamage(text: string, cell: Cell, column: Damaged): Refusal | undefined {
  if (cell.kind === undefined && column.kind !== 'phone' && !MAY_BE_DAMAGED.test(text)) return undefined;
  const plain = halfWidth(text);
  if (ERROR_VALUE.test(plain))
    return damage('error', `这一格是Excel的错误值${plain.toUpperCase()},公式没有算出结果;请改成真正的内容`);
  if (/^#{2,}$/.test(plain))
    return damage('narrow', '这一格只剩下#号:列太窄,另存时内容丢了;请在原表里把这一列拉宽再存');
  if (/^=/.test(plain)) return damage('formula', '这一格是公式,不是结果;请复制后用“选择性粘贴-数值”贴回去');
  return digitsLost(plain, cell, column) ?? turnedIntoDate(plain, cell, column) ?? zeroLost(plain, column);
}

function digitsLost(text: string, cell: Cell, { kind }: Damaged): Refusal | undefined {
  const counts = kind === 'money' || kind === 'number' || kind === 'day';
  if (cell.kind === 'number' && counts) return undefined;
  if ((kind === 'text' || kind === 'word' ? SCIENTIFIC_BY_EXCEL : SCIENTIFIC).test(text))
    return damage('scientific', `被Excel变成了科学计数法,后几位已经丢了;${AS_TEXT}`);
  if (cell.kind === 'number' && text.replace(/^[+-]|\..*$/g, '').length > 15)
    return damage('fifteen-digits', `这一格存成了数字,Excel只留前15位,后面的丢了;${AS_TEXT}`);
  return undefined;
}

function turnedIntoDate(text: string, cell: Cell, { kind, field }: Damaged): Refusal | undefined {
  if (kind === 'day' || field === 'period') return undefined;
  if (cell.kind === 'date') return damage('date', `这一格被Excel变成了日期;${AS_TEXT}`);
  const reference = REFERENCES.has(field);
  if (reference && DATE_BY_EXCEL.test(text)) return damage('date', `多半是编号被Excel变成了日期;${AS_TEXT}`);
  if (kind === 'text' && !reference && cell.kind === 'number' && isSerial(text))
    return damage('date-serial', '这一格是个数字,多半是日期被Excel存成了序号;这一列要填文字,请核对是不是填错了列');
  return undefined;
}

/** A landline without the zero of its area code is nothing else: no mobile and no local number has this form. */
function zeroLost(text: string, { kind }: Damaged): Refusal | undefined {
  if (kind !== 'phone' || !/^[1-9]\d{8,10}$/.test(text) || parsePhone(text).ok) return undefined;
  return parsePhone(`0${text}`).ok
    ? damage('zero-lost', '座机前面的0丢了,是Excel当数字存的;请把这一列设为“文本”,补上区号前面的0')
    : undefined;
}
