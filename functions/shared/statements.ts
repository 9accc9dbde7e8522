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
}

/** The way in with a look-up code or a QR token; `tries` are the wrong ones. */
export interface StatementDoor {
  code: string;
  statement: string;
  expiresAt: number;
  tries: number;
}

export interface Statements {
  /** Stored once with its door; false where this statement stands already. */
  put(issued: IssuedStatement, door: StatementDoor | undefined): Promise<boolean>;
  get(id: string): Promise<IssuedStatement | undefined>;
  of(subject: string): Promise<IssuedStatement[]>;
  /** `code` is a keyed hash, never the code itself. */
  door(code: string): Promise<StatementDoor | undefined>;
  /** Counts one wrong try; returns how many there are now. */
  wrongTry(code: string): Promise<number>;
  unlock(code: string): Promise<void>;
}
