import { statementNumber } from '../../domain/statement-number.ts';
import type { Hasher } from './sealing.ts';
import type { IssuedStatement } from './statements.ts';

/** The number on a statement's slip and on the cover list (domain/statement-number.ts). */
export const numberOfStatement = (hasher: Pick<Hasher, 'scoped'>, { id, to }: Pick<IssuedStatement, 'id' | 'to'>) =>
  statementNumber(hasher.scoped('number', 'statement', id), { to });
