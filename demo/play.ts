import path from 'node:path';
import type { Connection } from '../bin/connection.ts';
import { type KeptKey, keptKeys } from '../bin/kept-keys.ts';
import { makeKey } from '../bin/make-key.ts';
import { type PostResult, postEvents } from '../bin/post-events.ts';
import type { RunningHub } from '../bin/run-hub.ts';
import { dayOf } from '../domain/shanghai-day.ts';
import { type Department, departments } from './cloud-event.ts';
import { COUNTY } from './county.ts';
import { instant, LAST_DAY } from './days.ts';
import { workTheList } from './field-work.ts';
import { issueStatements } from './hand-out.ts';
import type { MadeUpHousehold } from './made-up/household.ts';
import { type Month, sizeOf } from './month.ts';
import { type SentSheet, sendSheet } from './send-sheet.ts';

/** Counts of results by status. */
export type Tally = Partial<Record<PostResult['status'], number>>;

export interface Played {
  tally: Tally;
  /** What was refused, each way of being refused once. */
  refused: readonly PostResult[];
  /** In the order in which they were sent. */
  sheets: readonly SentSheet[];
  /** Warnings that made-up staff visited and closed. */
  worked: number;
  ms: number;
}

export interface PlayParts {
  running: RunningHub;
  connection: Connection;
  data: string;
  postings: Month['postings'];
  households: readonly MadeUpHousehold[];
  /** Called with how many events and rows were sent so far. */
  progress(sent: number, day: string): void;
}

/** Small enough for the bar to move. */
const BATCH = 100;

/**
 * Plays the month through the hub's own door: signed requests, day by day, the clock driven on. The clock never goes back: on
 * data that has seen the month already the same events are sent again at its end, and are duplicates.
 */
export async function playMonth(parts: PlayParts): Promise<Played> {
  const { running, postings, households, progress, connection, data } = parts;
  const started = performance.now();
  const keys = await keysFor(parts);
  const results: PostResult[] = [];
  const sheets: SentSheet[] = [];
  let [worked, sent] = [0, 0];
  for (const [day, ofDay] of Map.groupBy(postings, ({ at }) => dayOf(at))) {
    let lived = false;
    if (SWEPT_DAYS.includes(day)) await morning(running, day);
    for (const posting of ofDay) {
      lived = (await forward(running, posting.at)) || lived;
      const key = keys.get(posting.department);
      if (!key) throw new Error(`no key of ${posting.department}`);
      const ports = { url: running.hub.url, key, now: running.now, batch: BATCH };
      if ('events' in posting) {
        results.push(...(await postEvents(ports, posting.events, (now) => progress(sent + now, day))));
      } else {
        sheets.push(await sendSheet(ports, posting, path.join(data, 'sheets')));
        // Whoever is not on the roster yet has no name for the offices.
        await running.hub.drained();
      }
      sent += sizeOf(posting);
      progress(sent, day);
    }
    await running.hub.drained();
    // Played again, the day is long past: staff do not go out a second time.
    if (lived && FIELD_DAYS.includes(day)) worked += await workTheList(connection, running);
  }
  await evening(running);
  await issueStatements(connection, running, households);
  await running.hub.drained();
  const refused = results.filter(({ status }) => status !== 'accepted' && status !== 'duplicate');
  return { tally: tallyOf(results), refused, sheets, worked, ms: performance.now() - started };
}

/** A run reads every township of the province, some seconds on one machine: some mornings show what it does. */
const SWEPT_DAYS = ['2026-12-18', LAST_DAY];

/** Days on which the made-up staff go out; what they leave falls due and is urged. */
const FIELD_DAYS = ['2026-12-11', '2026-12-18', '2026-12-25'];

/** Towards `at`, never back. True where the clock moved. */
async function forward(running: RunningHub, at: number): Promise<boolean> {
  if (at <= running.now()) return false;
  await running.setTime(at);
  return true;
}

/** Deadlines are looked at and the office gets its digest; on a clock that has passed this morning nothing is done. */
async function morning(running: RunningHub, day: string): Promise<void> {
  if (!(await forward(running, instant(day, '08:35')))) return;
  await running.hub.fire('FunctionsSweep');
}

/** After the last events: what waits is sent, and it is evening. */
async function evening(running: RunningHub): Promise<void> {
  await forward(running, instant(LAST_DAY, '17:00'));
  await running.hub.drained();
}

async function keysFor({ connection, data }: PlayParts): Promise<Map<Department, KeptKey>> {
  const keys = new Map<Department, KeptKey>();
  for (const department of departments) {
    const kept = () => keptKeys(data).findLast((key) => key.department === department);
    if (!kept()) await makeKey(connection, { department, area: COUNTY });
    const key = kept();
    if (key) keys.set(department, key);
  }
  return keys;
}

const tallyOf = (results: readonly PostResult[]): Tally =>
  Object.fromEntries([...Map.groupBy(results, ({ status }) => status)].map(([status, all]) => [status, all.length]));
