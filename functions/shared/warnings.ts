import type { Notice } from '../../domain/notice.ts';
import type { History, Warning } from '../../domain/warning.ts';

/** One decision as one transaction: the warning, why it changed, what it makes people hear, and what it counts as. */
export interface Commit {
  warning: Warning;
  /** Version the decision was made on; undefined where the cycle is new. */
  expected?: number;
  history: History;
  notices: readonly Notice[];
  /** Counters of township and day, e.g. `raised#blue`. */
  counts: Readonly<Record<string, number>>;
  day: string;
  /** A warning that this one absorbs, closed as merged in the same transaction. */
  absorbs?: { warning: Warning; expected: number; history: History };
}

/** A row of the index of open warnings: what sweep and worklist need to find their way. */
export interface OpenWarning {
  id: string;
  subject: string;
  township: string;
  dueAt: number;
  peakLevel: string;
  status: string;
  rescoreAt?: number;
  nextStepAt?: number;
  /** The rules, with their calendar, that it was last decided by. */
  profileVersion: string;
}

export interface Warnings {
  /** The newest cycle of a subject, open or closed; consistent. */
  latest(subject: string): Promise<Warning | undefined>;
  get(subject: string, cycle: number): Promise<Warning | undefined>;
  all(subject: string): Promise<Warning[]>;
  history(subject: string, cycle: number): Promise<History[]>;
  /** All or nothing. `conflict`: somebody was faster, read again. `number-taken`: claim another number. */
  commit(commit: Commit): Promise<'committed' | 'conflict' | 'number-taken'>;
  /** Open warnings of a township in `dueAt` order, from behind `after`; `next` is set where more follow. */
  openIn(
    township: string,
    page?: { after?: { dueAt: number; id: string }; limit?: number },
  ): Promise<{ items: OpenWarning[]; next?: { dueAt: number; id: string } }>;
  /** All open warnings of a county (6 digits), whatever its townships: one query, for who looks at everything. */
  openAround(county: string): Promise<OpenWarning[]>;
  byNumber(number: string): Promise<{ subject: string; cycle: number } | undefined>;
}
