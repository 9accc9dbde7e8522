import type { Day } from '../../domain/shanghai-day.ts';
import type { Statement } from '../../domain/statement.ts';
import type { Deliveries } from '../../domain/statement-delivery.ts';
import type { DoorFacts } from '../../domain/statement-door.ts';

/** A statement as issued: never rewritten; what came late stands in the next one. */
export interface IssuedStatement {
  /** `<subject>.<from>.<to>`, or with an instant behind it when made on demand. */
  id: string;
  subject: string;
  from: string;
  to: string;
  /** Where the sheet is carried to, as of its issuing: the village (12 digits), zero-padded where only the township is known. */
  area: string;
  issuedAt: number;
  statement: Statement;
  /** Last four characters of its people's ID numbers: any of them opens it with the code. Sealed at rest. */
  lastFours: readonly string[];
  /** How many codes before it were other households' already; left out for the first. Sealed at rest. */
  codeAttempt?: number;
}

/** A statement on the list of its county and period, in the order in which sheets are carried out. */
export interface ListedStatement {
  id: string;
  area: string;
  /** Its last delivery, and the version of all of them; left out where none is recorded. */
  delivered?: { on: Day; version: number };
}

/** Whether it belongs to the closed series, which is printed as a whole; one made on demand stands beside it. */
export const inSeries = ({ id, subject, from, to }: Pick<IssuedStatement, 'id' | 'subject' | 'from' | 'to'>) =>
  id === `${subject}.${from}.${to}`;

export interface ListPage {
  /** The place the last page ended at. */
  after?: Pick<ListedStatement, 'id' | 'area'>;
  limit?: number;
}

/** The way in with a look-up code or a QR token. `code` is a keyed hash, never the code itself. */
export interface StatementDoor extends DoorFacts {
  code: string;
  statement: string;
}

export interface Statements {
  /**
   * Both or nothing. `stands`: this statement is there already, with whatever door it came with. `code-taken`: the code is
   * another statement's door, so try another one.
   */
  put(issued: IssuedStatement, door: StatementDoor | undefined): Promise<'stored' | 'stands' | 'code-taken'>;
  get(id: string): Promise<IssuedStatement | undefined>;
  /** Those of the ids that are there, in their order. */
  getMany(ids: readonly string[]): Promise<IssuedStatement[]>;
  /**
   * The series' statements of one period in a county, township or village (6, 9 or 12 digits), by township, village and
   * subject; consistent. `next` is set where more follow. One whose putting was cut short may stand here and be nowhere yet.
   */
  issuedIn(
    area: string,
    period: Pick<IssuedStatement, 'from' | 'to'>,
    page?: ListPage,
  ): Promise<{ items: ListedStatement[]; next?: ListedStatement }>;
  of(subject: string): Promise<IssuedStatement[]>;
  /** Stores these deliveries where those before them stand, and marks the list; false where somebody was faster. */
  deliver(issued: IssuedStatement, deliveries: Deliveries): Promise<boolean>;
  /** Those recorded of a statement; undefined where there are none. */
  deliveries(id: string): Promise<Deliveries | undefined>;
  /** Those of all of a subject's statements. */
  deliveriesOf(subject: string): Promise<Deliveries[]>;
  /** `code` is a keyed hash, never the code itself. */
  door(code: string): Promise<StatementDoor | undefined>;
  /** Counts one wrong try; returns how many there are now. */
  wrongTry(code: string): Promise<number>;
  unlock(code: string): Promise<void>;
  /** Hangs the statement's door anew, also where its old one is gone; false where the code has become another's meanwhile. */
  renew(door: StatementDoor): Promise<boolean>;
  /** Wrong entries from one place (a keyed hash that says nothing of it) so far; may lag a moment behind. */
  wrongFrom(place: string): Promise<number>;
  /** Counts one more; the count may go after `until`. */
  countWrongFrom(place: string, until: number): Promise<void>;
}
