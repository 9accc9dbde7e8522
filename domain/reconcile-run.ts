import * as z from 'zod';
import { townshipOf } from './division.ts';
import { type Checked, countedOn, nothingYet, reconciledSchema } from './reconciled-day.ts';
import { type Day, dayOf } from './shanghai-day.ts';

/**
 * Reconciling one department's day: long work that is cut, goes on and may be begun again. Holds how far it came and what it
 * found by then. Instants are epoch ms.
 */
export const reconcileRunSchema = z.object({
  id: z.string(),
  version: z.int(),
  /** Not yet through: whoever looks for work goes on with it. */
  open: z.boolean(),
  /** When it was begun: the oldest comes first. */
  dueAt: z.number(),
  area: z.string(),
  desk: z.literal('reconcile'),
  department: z.string(),
  day: z.string(),
  repair: z.boolean(),
  /** Everything up to here is done: this manifest of this key, the last of it included. */
  place: z.object({ keyid: z.string(), nonce: z.string() }).optional(),
  reconciled: reconciledSchema,
  /** How often the work at this place was begun. */
  tries: z.int(),
  /** Until then somebody is at it; a worker that was killed is not waited for any longer. */
  busyUntil: z.number(),
  startedAt: z.number(),
  finishedAt: z.number().optional(),
});
export type ReconcileRun = z.output<typeof reconcileRunSchema>;
export type ReconcilePlace = NonNullable<ReconcileRun['place']>;

/** A worker that says nothing for so long is taken for dead; a step takes seconds. */
const LEASE = 5 * 60_000;
/** Three to a firing, so that the alarm of failed runs rings before anything is passed over: some forty minutes. */
export const MOST_TRIES = 12;
/** A run that is open for longer is behind: the next night is near, and with it the next day. */
const LONG = 12 * 3_600_000;

export interface DepartmentDay {
  department: string;
  day: Day;
}

export const reconcileRunId = ({ department, day }: DepartmentDay) => `${department}.${day}`;

/** A run that nobody began yet. `division`: the province's, of 2 digits or more. */
export function newRun(
  { department, day }: DepartmentDay,
  { division, repair, now }: { division: string; repair: boolean; now: number },
): ReconcileRun {
  return {
    id: reconcileRunId({ department, day }),
    version: 1,
    open: true,
    dueAt: now,
    area: townshipOf(division),
    desk: 'reconcile',
    department,
    day,
    repair,
    reconciled: nothingYet,
    tries: 0,
    busyUntil: 0,
    startedAt: now,
  };
}

/** Whether the same department's day is due once more: a new day began since, and more may have come. */
export const isOfAnEarlierDay = ({ startedAt }: ReconcileRun, today: Day) => dayOf(startedAt) < today;

/** Takes the run for one worker; undefined where it is over, or another is at it. */
export function claimed(run: ReconcileRun, now: number): ReconcileRun | undefined {
  if (!run.open || run.busyUntil > now) return undefined;
  return { ...run, version: run.version + 1, tries: run.tries + 1, busyUntil: now + LEASE };
}

/** One batch further; the worker is at the next one already. */
export function walkedOn(run: ReconcileRun, place: ReconcilePlace, batch: Checked, now: number): ReconcileRun {
  return {
    ...run,
    version: run.version + 1,
    place,
    reconciled: countedOn(run.reconciled, batch),
    tries: 1,
    busyUntil: now + LEASE,
  };
}

/** Laid down because time is up: whoever comes next may go on at once. */
export const laidDown = (run: ReconcileRun): ReconcileRun => ({ ...givenBack(run), tries: 0 });

/** Laid down because the batch under way failed: it may be tried again at once, and not for ever. */
export const givenBack = (run: ReconcileRun): ReconcileRun => ({ ...run, version: run.version + 1, busyUntil: 0 });

export function finished(run: ReconcileRun, now: number): ReconcileRun {
  return { ...run, version: run.version + 1, open: false, busyUntil: 0, finishedAt: now };
}

export const isBehind = ({ open, startedAt }: ReconcileRun, now: number) => open && now - startedAt > LONG;
