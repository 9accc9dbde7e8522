import { type Parsed, refused, taken } from '../refusal.ts';
import { halfWidth } from '../typed-code.ts';
import type { Cell } from './cell.ts';

/** Yuan as the event schema takes it: digits, thousands commas and a point; ¥, 元 and blanks go. Whether it is an amount, the schema says. */
export function readAmount(clean: string, { kind }: Pick<Cell, 'kind'>): Parsed<string> {
  const text = halfWidth(clean).replace(/\s/gu, '');
  if (kind === 'number') return taken(/e/i.test(text) ? plainDecimal(text) : text);
  if (/[万千百]/u.test(text))
    return refused('money-unit', '金额要写成元:请把万元、千元换算成元再填,例如1.2万元写成12000');
  return taken(text.replace(/^(?:人民币|RMB|CNY|[¥¥])/i, '').replace(/(?:元整|元|圆)$/u, ''));
}

/** 1.285E4 → 12850. What has no plain form stays as it is, and the schema refuses it. */
function plainDecimal(text: string): string {
  const plain = String(Number(text));
  return /e/i.test(plain) ? text : plain;
}

/** Whether a heading says that its amounts are not in yuan. */
export const notInYuan = (heading: string): boolean => /万元|千元|百元|[((]万[))]/u.test(heading);
