import type { Statement } from '../../domain/statement.ts';

/** A statement as issued: never rewritten; what came late stands in the next one. */
export interface IssuedStatement {
  /** `<subject>.<from>.<to>`, or with an instant behind it when made on demand. */
  id: string;
  subject: string;
  from: string;
  to: string;
  issuedAt: number;
  statement: Statement;
  /** Last four characters of its people's ID numbers: any of them opens it with the code. Sealed at rest. */
  lastFours: readonly string[];
  /** How many codes before it were other households' already; left out for the first. Sealed at rest. */
  codeAttempt?: number;
}

/** The way in with a look-up code or a QR token; `tries` are the wrong ones. */
export interface StatementDoor {
  code: string;
  statement: string;
  expiresAt: number;
  tries: number;
}

export interface Statements {
  /**
   * Both or nothing. `stands`: this statement is there already, with whatever door it came with. `code-taken`: the code is
   * another statement's door, so try another one.
   */
  put(issued: IssuedStatement, door: StatementDoor | undefined): Promise<'stored' | 'stands' | 'code-taken'>;
  get(id: string): Promise<IssuedStatement | undefined>;
  of(subject: string): Promise<IssuedStatement[]>;
  /** `code` is a keyed hash, never the code itself. */
  door(code: string): Promise<StatementDoor | undefined>;
  /** Counts one wrong try; returns how many there are now. */
  wrongTry(code: string): Promise<number>;
  unlock(code: string): Promise<void>;
}
