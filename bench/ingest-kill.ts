import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { reconcilePorts } from '../bin/stores.ts';
import { reconcile } from '../functions/reconcile/whole-days.ts';
import { freePorts } from '../local/ports.ts';
import { type Sender, sendAll, senders } from './bench-hub.ts';
import {
  disabilityEvent,
  diseaseEvent,
  HOUSEHOLD_SIZE,
  type MadeUpEvent,
  quietEvent,
  rosterEvent,
  unemploymentEvent,
} from './county.ts';
import { type Figure, figure } from './figure.ts';
import { numbered } from './handler-rate.ts';
import { peopleFor } from './ingest.ts';

const CHILD = fileURLToPath(new URL('./killable-hub.ts', import.meta.url));
const BATCH = 100;
const KILLS = 4;
/** Households whose head's events make a red warning and so a text message. */
const RED_EACH = 5;
const LONGEST_DRAIN_MS = 600_000;

interface KillOptions {
  size: number;
  province: string;
  log: (line: string) => void;
}

/** Kills the hub while it is under load, starts it again, and then looks for what was accepted and sent. */
export async function killBench({ size, province, log }: KillOptions): Promise<readonly Figure[]> {
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-kill-'));
  const [port = 0] = await freePorts(1);
  let child = await start(province, port, data);
  try {
    const departments = ['civil-affairs', 'medical-insurance', 'human-resources', 'disabled-persons', 'health'];
    const made = await senders(data, departments);
    const people = peopleFor(size);
    log(`roster of ${people} people`);
    await send(made, numbered(people, rosterEvent));
    log(`${size} events, ${KILLS} kills`);
    const events = loadOf(size, people);
    let accepted = 0;
    const load = send(made, events, (answered) => {
      accepted += answered.length;
    });
    let running = true;
    void load.finally(() => {
      running = false;
    });
    for (let kill = 1; kill <= KILLS && running; kill++) {
      const mark = (events.length * kill) / (KILLS + 1);
      while (running && accepted < mark) await sleep(50);
      log(`kill -9 after ${accepted} events`);
      child.kill('SIGKILL');
      await once(child, 'exit');
      child = await start(province, port, data);
    }
    await load;
    // Once more while nothing comes in and much is still to be assessed and sent.
    child.kill('SIGKILL');
    await once(child, 'exit');
    child = await start(province, port, data);
    const sender = made.get('medical-insurance');
    if (!sender) throw new Error('a department has no key');
    const { counted, lost } = await settled(sender, people + accepted, log);
    const sent = await textMessages(path.join(data, 'outbox.ndjson'));
    return [
      figure('ingest', 'accepted', people + accepted, 'events'),
      figure('ingest', 'assessed', counted, 'events', { name: 'accepted', value: people + accepted }),
      figure('ingest', 'lost', lost, 'events', { name: 'goal', value: 0 }),
      figure('ingest', 'sent', sent.messages, 'messages'),
      figure('ingest', 'sent_twice', sent.twice, 'messages', { name: 'goal', value: 0 }),
    ];
  } finally {
    child.kill('SIGKILL');
    await sleep(1000);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function start(province: string, port: number, data: string): Promise<ChildProcess> {
  const child = fork(CHILD, [province, String(port), data], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (said !== 'ready') throw new Error('the hub did not start');
  return child;
}

/** Mostly quiet; the head of every so many households falls ill, becomes disabled and loses their work. */
function loadOf(size: number, people: number): MadeUpEvent[] {
  const heads = numbered(Math.floor(people / HOUSEHOLD_SIZE / RED_EACH), (nth) => nth * HOUSEHOLD_SIZE * RED_EACH);
  const hard = heads.flatMap((head) => [unemploymentEvent(head), disabilityEvent(head), diseaseEvent(head)]);
  const every = Math.max(1, Math.floor(size / Math.max(1, hard.length)));
  return numbered(size, (nth) => (nth % every === 0 ? hard[nth / every] : undefined) ?? quietEvent(nth % people, nth));
}

/** Each department sends its own, all of them at once. */
async function send(
  made: ReadonlyMap<string, Sender>,
  events: readonly MadeUpEvent[],
  answered?: (events: readonly MadeUpEvent[]) => void,
): Promise<void> {
  const bySource = Map.groupBy(events, ({ source }) => /^\/\/([a-z-]+)\./.exec(source)?.[1] ?? '');
  await Promise.all(
    [...bySource].map(([department, own]) => {
      const sender = made.get(department);
      if (!sender) throw new Error(`${department} has no key`);
      return sendAll(sender, own, BATCH, answered);
    }),
  );
}

/** Waits until all that was accepted is assessed and decided, or until nothing comes after any more. */
async function settled(sender: Sender, accepted: number, log: (line: string) => void) {
  const look = reconcile(await reconcilePorts(sender.connection));
  const until = performance.now() + LONGEST_DRAIN_MS;
  let before = -1;
  for (;;) {
    const totals = await look();
    const stored = totals.reduce((sum, day) => sum + day.accepted, 0);
    const counted = totals.reduce((sum, day) => sum + day.assessed + day.parked, 0);
    const undecided = totals.reduce((sum, day) => sum + day.counts.undecided, 0);
    // What was answered 2xx and is not in the ledger is lost as much as what was never assessed.
    const lost = accepted - Math.min(stored, counted) + undecided;
    log(`${counted} of ${accepted} assessed`);
    if (lost === 0 || counted === before || performance.now() > until) {
      await sleep(5000);
      return { counted, lost };
    }
    before = counted;
    await sleep(2000);
  }
}

const message = z.object({ attributes: z.object({ reference: z.string() }) });

/** By our own reference: one notice, one message. */
async function textMessages(outbox: string): Promise<{ messages: number; twice: number }> {
  const lines = existsSync(outbox) ? readFileSync(outbox, 'utf8').split('\n').filter(Boolean) : [];
  const references = lines.map((line) => message.parse(JSON.parse(line)).attributes.reference);
  return { messages: references.length, twice: references.length - new Set(references).size };
}
