import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Connection, connect } from '../../bin/connection.ts';
import { keptKeys } from '../../bin/kept-keys.ts';
import { localToken } from '../../bin/local-issuer.ts';
import { makeKey } from '../../bin/make-key.ts';
import { postEvents } from '../../bin/post-events.ts';
import { writeRun } from '../../bin/run-file.ts';
import { staffApi } from '../../bin/staff-api.ts';
import { reconcilePorts } from '../../bin/stores.ts';
import { type DayTotals, differs } from '../../domain/reconciled-day.ts';
import { callPage } from '../../functions/api/call-answers.ts';
import { matches } from '../../functions/api/people-answers.ts';
import { reconcile } from '../../functions/reconcile/whole-days.ts';
import { freePorts } from '../../local/ports.ts';
import { spawnTiedNode } from '../../local/tied-process.ts';
import { type CloudEvent, instant, messagesIn } from './hub.ts';
import { numberOf, sample, somebody } from './samples.ts';

/** kill -9 of the hub in the middle of the load: nothing accepted is lost, no message goes out twice, nobody is doubled. */
const PEOPLE = 50;
const EACH = 20;
const WAVE = 10;
const RED_IN_WAVE = 4;
const RED = (PEOPLE / WAVE) * RED_IN_WAVE;
const DAY = '2026-11-20';
const ROOT = path.join(import.meta.dirname, '../..');
const START = path.join(ROOT, 'bin/start.ts');

const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-kill-'));
const people = Array.from({ length: PEOPLE }, () => somebody());
const waves = Array.from({ length: PEOPLE / WAVE }, (_, i) => people.slice(i * WAVE, (i + 1) * WAVE));
const batches = batchesOf(waves.map((wave) => wave.flatMap((who, i) => eventsOf(who, i < RED_IN_WAVE))));
let running: ChildProcess | undefined;

beforeAll(() => writeRun(data, { province: 'gansu', offsetMs: instant(`${DAY}T10:01`) - Date.now() }));
afterAll(async () => {
  if (running) await ended(running, 'SIGTERM');
  rmSync(data, { recursive: true, force: true });
});

/** Twenty of everybody: some become red, whose office is told at once; the others only cost. */
function eventsOf(who: ReturnType<typeof somebody>, red: boolean): CloudEvent[] {
  const about = { person: numberOf(who) };
  const place = '621121101202';
  const roster = sample('roster', {
    person: { ...who, registeredDivision: place, residenceDivision: place },
    data: { household: undefined, income: undefined },
  });
  const reasons = ['chronic-disease', 'disability', 'hospitalization'].map((name) => sample(name, about));
  const bills = Array.from({ length: red ? EACH - 4 : EACH - 1 }, (_, nth) =>
    sample('medical-expense.outpatient', { ...about, data: { settlementId: `${who.idNumber.slice(-8)}-${nth}` } }),
  );
  return [roster, ...(red ? reasons : []), ...bills];
}

/** People come in waves, each department's part of a wave in a request of its own; the same each time. */
function batchesOf(waves: readonly (readonly CloudEvent[])[]): CloudEvent[][] {
  return waves.flatMap((events) => [...Map.groupBy(events, ({ source }) => source).values()]);
}

const departmentOf = (batch: readonly CloudEvent[]) => /^\/\/([a-z-]+)/.exec(batch[0]?.source ?? '')?.[1] ?? '';

async function started(port: number): Promise<Connection> {
  const args = [START, '--province', 'gansu', '--port', String(port), '--data', data];
  const hub = spawnTiedNode(args, { cwd: ROOT, env: process.env, output: openSync(path.join(data, 'hub.log'), 'a') });
  running = hub;
  const healthy = async () => (await fetch(`http://127.0.0.1:${port}/v1/health`).catch(() => undefined))?.ok ?? false;
  await until(async () => hub.exitCode !== null || (existsSync(path.join(data, 'hub.json')) && (await healthy())));
  expect(hub.exitCode).toBe(null);
  return connect({ data });
}

/** Looks again until it is so, leaving the hub as much time as looking took; the test's own limit ends what never comes true. */
async function until(so: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const began = performance.now();
    if (await so()) return;
    await sleep(Math.max(250, performance.now() - began));
  }
}

async function ended(hub: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = new Promise((resolve) => hub.once('exit', resolve));
  hub.kill(signal);
  await exit;
}

async function post(connection: Connection, batch: readonly CloudEvent[], signal?: AbortSignal) {
  const department = departmentOf(batch);
  const kept = keptKeys(data).find((key) => key.department === department);
  if (!kept) throw new Error(`no key of ${department}`);
  const send: typeof fetch = (input, init) => fetch(input, { ...init, ...(signal && { signal }) });
  return postEvents({ url: connection.url, key: kept, now: connection.now, fetch: send }, batch);
}

async function totals(connection: Connection): Promise<DayTotals[]> {
  return reconcile(await reconcilePorts(connection))({ days: [DAY] });
}
const sumOf = (all: readonly DayTotals[], figure: 'accepted' | 'assessed' | 'parked') =>
  all.reduce((sum, total) => sum + total[figure], 0);

const hubFile = z.looseObject({ pid: z.int(), endpoints: z.record(z.string(), z.string()) });
const readHub = () => hubFile.parse(JSON.parse(readFileSync(path.join(data, 'hub.json'), 'utf8')));
const outbox = () => messagesIn(path.join(data, 'outbox.ndjson'));
const numberIn = (text: string) => /W\d{4}-\d{8}/.exec(text)?.[0] ?? text;

describe('killed in the middle of the load and started again', () => {
  it('the hub loses nothing, doubles nobody and tells nobody twice', { timeout: 600_000 }, async () => {
    const [port = 0] = await freePorts(1);
    const first = await started(port);
    for (const department of new Set(batches.map(departmentOf))) await makeKey(first, { department });

    // Half is answered while it is being assessed; then some requests are under way, and messages going out, when the hub dies.
    const half = Math.floor(batches.length / 2);
    const answered = new Set<readonly CloudEvent[]>();
    for (const batch of batches.slice(0, half)) {
      await post(first, batch);
      answered.add(batch);
    }
    await until(async () => outbox().length > 0);
    const cut = new AbortController();
    const underWay = batches.slice(half, half + 4).map(async (batch) => {
      await post(first, batch, cut.signal);
      answered.add(batch);
    });
    await Promise.race(underWay);
    const { endpoints } = readHub();
    if (running) await ended(running, 'SIGKILL');
    cut.abort();
    await Promise.allSettled(underWay);
    const heard = new Set(outbox().map(({ message }) => numberIn(message)));

    // Its emulators die with it: a second hub on the same files would tear them.
    for (const endpoint of Object.values(endpoints))
      await until(async () => (await fetch(endpoint).catch(() => undefined)) === undefined);

    const again = await started(port);
    for (const batch of batches) if (!answered.has(batch)) await post(again, batch);

    // What was under way at the kill comes again by itself; whom it cannot be told to twice gets a call instead.
    const token = await localToken(data, again.url, { role: 'admin', division: '62' }, again.now());
    const api = staffApi(again.url, token);
    const calls = async () =>
      (await api.get('/v1/call-backs?limit=100', callPage)).items.map(({ text }) => numberIn(text));
    const told = async () => new Set([...outbox().map(({ message }) => numberIn(message)), ...(await calls())]);
    await until(async () => (await told()).size >= RED);
    let last: DayTotals[] = [];
    await until(async () => {
      last = await totals(again);
      return last.every((total) => !differs(total));
    });

    const events = batches.flat().length;
    expect(events).toBe(EACH * PEOPLE);
    expect({ accepted: sumOf(last, 'accepted'), parked: sumOf(last, 'parked') }).toEqual({
      accepted: events,
      parked: 0,
    });
    expect(sumOf(last, 'assessed')).toBe(events);

    const messages = outbox().map(({ message }) => numberIn(message));
    expect(messages.toSorted()).toEqual([...new Set(messages)].toSorted());
    expect(messages.every((number) => number.startsWith('W'))).toBe(true);
    expect([...heard].filter((number) => !messages.includes(number))).toEqual([]);
    expect((await told()).size).toBe(RED);

    const found = await Promise.all(
      people.slice(0, 3 * WAVE).map(async ({ phone }) => {
        const response = await api.call('POST', '/v1/people/lookup', { body: { phone } });
        return matches.parse(await response.json()).matches.length;
      }),
    );
    expect(found.every((count) => count === 1)).toBe(true);
  });
});
