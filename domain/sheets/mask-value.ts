import { maskName } from '../masking.ts';
import { halfWidth, withoutInvisible } from '../typed-code.ts';
import type { Column } from './columns.ts';

/** Seven digits in a row, whatever stands between them, may be part of somebody's number. */
const LONG_RUN = /[\dXx](?:[\s\-_.·,,、/|'’]*[\dXx]){6,}/gu;
const AMOUNT = /^[¥¥]?\s*-?\d{1,3}(?:,?\d{3}){0,2}(?:\.\d*)?\s*(?:元|圆|万元?|千元?)?$/u;
const DATE = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: [\d:]{4,8})?$/u;
const SCIENTIFIC = /^(\d(?:\.\d{1,2})?)\d*(E\+?\d{1,3})$/i;

const NAMES = new Set(['person.name', 'payee']);
/** What is told in confidence: the beginning shows which cell is meant. */
const CONFIDENTIAL = new Set(['lead.description', 'note', 'disease', 'reason']);

/** In a column that nobody told the meaning of. */
const LIKE_A_NAME = /^[\p{Script=Han}·]{2,4}$/u;

/** The longest that is shown of any value, in characters. */
const MOST_SHOWN = 20;

/**
 * A cell's value as an error list may show it: 6201**********1239, 张**, 138****8000, amounts and days as they are, of other
 * texts no more than 20 characters, in a column that nobody knows fewer. Seven digits in a row are never shown, in whatever column: somebody's number may have slipped.
 */
export function maskValue(text: string, column: Pick<Column, 'kind' | 'field'> | undefined): string {
  const plain = halfWidth(withoutInvisible(text)).replace(/\s+/gu, ' ').trim();
  if (plain === '') return '';
  const scientific = SCIENTIFIC.exec(plain);
  if (scientific) return `${scientific[1]}…${scientific[2]}`;
  if (column?.kind === 'money' && AMOUNT.test(plain)) return shortened(plain.replace(/(\.\d{4})\d+/, '$1…'));
  if (column?.kind === 'day' && DATE.test(plain)) return plain;
  const hidden = plain.replace(LONG_RUN, maskRun);
  if (!column) return LIKE_A_NAME.test(plain) ? maskName(plain) : shortened(hidden, 8);
  if (NAMES.has(column.field) && hidden === plain) return maskName(plain);
  if (CONFIDENTIAL.has(column.field)) return shortened(hidden, 4);
  return shortened(hidden);
}

function maskRun(run: string): string {
  const digits = run.replace(/[^\dXx]/gu, '');
  const [head, tail] = shownOf(digits);
  return digits.slice(0, head) + '*'.repeat(digits.length - head - tail) + digits.slice(digits.length - tail);
}

function shownOf({ length }: string): [head: number, tail: number] {
  if (length >= 15) return [4, 4];
  if (length === 11) return [3, 4];
  if (length === 13) return [5, 4];
  return length >= 10 ? [3, 2] : [2, 1];
}

function shortened(text: string, most = MOST_SHOWN): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
