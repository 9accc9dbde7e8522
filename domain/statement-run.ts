import * as z from 'zod';
import { townshipOf } from './division.ts';
import { type Day, dayOf } from './shanghai-day.ts';
import type { Period } from './statement-period.ts';

/**
 * Issuing a period's statements in one division: long work that is cut, goes on and may be begun again. Holds how far it
 * came and how much it did, and nothing of anybody. Instants are epoch ms.
 */
export const statementRunSchema = z.object({
  id: z.string(),
  version: z.int(),
  /** Not yet through: whoever looks for work goes on with it. */
  open: z.boolean(),
  /** When it was begun: the oldest comes first. */
  dueAt: z.number(),
  area: z.string(),
  desk: z.literal('statements'),
  /** All runs of one period are found by it. */
  subject: z.string(),
  /** Nine digits, zero-padded. */
  division: z.string(),
  from: z.string(),
  to: z.string(),
  townships: z.object({ done: z.int(), of: z.int() }),
  /** Everything up to here is done: this township's households in their order, the last of it included. */
  place: z.object({ township: z.string(), household: z.string().optional() }).optional(),
  /** Households whose statement stands, and how many of those this run made. */
  households: z.int(),
  fresh: z.int(),
  /** Households left out because theirs could not be made; the next round tries them again. */
  failed: z.int(),
  /** How often the work at this place was begun. */
  tries: z.int(),
  /** Until then somebody is at it; a worker that was killed is not waited for any longer. */
  busyUntil: z.number(),
  startedAt: z.number(),
  finishedAt: z.number().optional(),
});
export type StatementRun = z.output<typeof statementRunSchema>;

/** What one step did. */
export interface Walked {
  place: NonNullable<StatementRun['place']>;
  /** Townships that are through, of the whole run. */
  done: number;
  households?: number;
  fresh?: number;
  failed?: number;
}

/** A worker that says nothing for so long is taken for dead. */
const LEASE = 5 * 60_000;
export const MOST_TRIES = 3;

export const runSubject = ({ from, to }: Period) => `statements.${from}.${to}`;
export const runId = (division: string, { from, to }: Period) => `${townshipOf(division)}.${from}.${to}`;

/** A run that nobody began yet. `asked` has 2 to 12 digits: a village's statements are issued with its township's. */
export function newRun(asked: string, { from, to }: Period, townships: number, now: number): StatementRun {
  const division = townshipOf(asked);
  return {
    id: runId(division, { from, to }),
    version: 1,
    open: true,
    dueAt: now,
    area: division,
    desk: 'statements',
    subject: runSubject({ from, to }),
    division,
    from,
    to,
    townships: { done: 0, of: townships },
    households: 0,
    fresh: 0,
    failed: 0,
    tries: 0,
    busyUntil: 0,
    startedAt: now,
  };
}

/** The same once more from the first township on, for what came since. What stands stays: `fresh` counts on. */
export function begunAgain(run: StatementRun, townships: number, now: number): StatementRun {
  const { version, fresh } = run;
  return { ...newRun(run.division, run, townships, now), version: version + 1, fresh };
}

/** Takes the run for one worker; undefined where it is over, or another is at it. */
export function claimed(run: StatementRun, now: number): StatementRun | undefined {
  if (!run.open || run.busyUntil > now) return undefined;
  return { ...run, version: run.version + 1, tries: run.tries + 1, busyUntil: now + LEASE };
}

/** One step further. */
export function walkedOn(run: StatementRun, walked: Walked, now: number): StatementRun {
  const { place, done, households = 0, fresh = 0, failed = 0 } = walked;
  return {
    ...run,
    version: run.version + 1,
    place,
    townships: { ...run.townships, done },
    households: run.households + households,
    fresh: run.fresh + fresh,
    failed: run.failed + failed,
    tries: 0,
    busyUntil: now + LEASE,
  };
}

/** Laid down before time is up: whoever comes next may go on at once. */
export const laidDown = (run: StatementRun): StatementRun => ({ ...run, version: run.version + 1, busyUntil: 0 });

export function finished(run: StatementRun, now: number): StatementRun {
  return { ...run, version: run.version + 1, open: false, busyUntil: 0, finishedAt: now };
}

/** Whether a new day began since it did. */
export const isOfAnEarlierDay = ({ startedAt }: StatementRun, today: Day) => dayOf(startedAt) < today;
