import * as z from 'zod';

const figure = z.int().min(0);
/** How many there are, of which `first` names some: a day may hold millions of events, and whoever looks into it needs a few. */
const found = <T extends z.ZodType>(what: T) => z.object({ count: figure, first: z.array(what) });
const noticeKey = z.object({ subject: z.string(), id: z.string() });

/** What reconciling has counted of one department's day so far. */
export const reconciledSchema = z.object({
  accepted: figure,
  assessed: figure,
  parked: figure,
  /** Events and subjects that could not be looked at, however often it was tried. */
  failed: figure,
  missing: found(z.string()),
  undecided: found(z.string()),
  stuck: found(noticeKey),
});
export type Reconciled = z.output<typeof reconciledSchema>;

/** What one batch of a day's events showed. */
export interface Checked {
  accepted: number;
  assessed: number;
  parked: number;
  failed: number;
  missing: readonly string[];
  undecided: readonly string[];
  stuck: readonly z.output<typeof noticeKey>[];
}

/** One department's day as people read it: `accepted = assessed + parked`, or something was lost on the way. */
export interface DayTotals {
  department: string;
  day: string;
  accepted: number;
  assessed: number;
  parked: number;
  failed: number;
  /** Ledger keys of accepted events that left no row: the first of them. */
  missing: readonly string[];
  /** Subjects about which the rules now say something that is not committed: the first of them. */
  undecided: readonly string[];
  /** Messages that were made and never set moving: the first of them. */
  stuck: readonly z.output<typeof noticeKey>[];
  /** How many of each there are in all. */
  counts: { missing: number; undecided: number; stuck: number };
  repaired: number;
}

/** As many as one person looks into. */
const NAMED = 50;

export const nothingYet: Reconciled = {
  accepted: 0,
  assessed: 0,
  parked: 0,
  failed: 0,
  missing: { count: 0, first: [] },
  undecided: { count: 0, first: [] },
  stuck: { count: 0, first: [] },
};

/**
 * One batch more. A subject and its messages come again with each batch that holds an event of theirs: what is named already
 * is not counted again. Past the named ones such a subject counts once a batch, since nobody remembers millions.
 */
export function countedOn(before: Reconciled, batch: Checked): Reconciled {
  return {
    accepted: before.accepted + batch.accepted,
    assessed: before.assessed + batch.assessed,
    parked: before.parked + batch.parked,
    failed: before.failed + batch.failed,
    missing: foundOn(before.missing, batch.missing, (key) => key),
    undecided: foundOn(before.undecided, batch.undecided, (subject) => subject),
    stuck: foundOn(before.stuck, batch.stuck, ({ subject, id }) => `${subject} ${id}`),
  };
}

function foundOn<T>(before: { count: number; first: T[] }, more: readonly T[], nameOf: (each: T) => string) {
  const named = new Set(before.first.map(nameOf));
  const fresh = more.filter((each) => !named.has(nameOf(each)));
  return { count: before.count + fresh.length, first: [...before.first, ...fresh].slice(0, NAMED) };
}

export function totalsOf(department: string, day: string, repair: boolean, reconciled: Reconciled): DayTotals {
  const { missing, undecided, stuck, ...figures } = reconciled;
  const counts = { missing: missing.count, undecided: undecided.count, stuck: stuck.count };
  return {
    department,
    day,
    ...figures,
    missing: missing.first,
    undecided: undecided.first,
    stuck: stuck.first,
    counts,
    repaired: repair ? counts.missing + counts.undecided + counts.stuck : 0,
  };
}

/** What could not be looked at counts as a difference: nobody knows that it is none. */
export const differs = ({ counts, failed, repaired }: DayTotals) =>
  counts.missing + counts.undecided + counts.stuck + failed > repaired;
