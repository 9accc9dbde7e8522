import { eightDigits } from './eight-digits.ts';
import type { Period } from './statement-period.ts';

/**
 * `Q2612-` and eight digits of a hash (any text of 22 url-safe characters), by the last month of the period. It stands on the
 * slip and on the cover list and opens nothing: that takes the look-up code, which it must not be mistaken for.
 */
export function statementNumber(hash: string, { to }: Pick<Period, 'to'>): string {
  return `Q${to.slice(2, 4)}${to.slice(5, 7)}-${eightDigits(hash)}`;
}

export const isStatementNumber = (text: string): boolean => /^Q\d{4}-\d{8}$/.test(text);
