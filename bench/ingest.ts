import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runHub } from '../bin/run-hub.ts';
import { freePorts } from '../local/ports.ts';
import { type Sender, sendAll, senders } from './bench-hub.ts';
import { ceilingPerSecond } from './ceiling.ts';
import { BENCH_NOW, HOUSEHOLD_SIZE, quietEvent, rosterEvent } from './county.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { measureHandlers, numbered } from './handler-rate.ts';
import { killBench } from './ingest-kill.ts';
import { Latency } from './latency.ts';

export interface IngestOptions {
  size?: number;
  kill?: true;
  province: string;
  log: (line: string) => void;
}

const EVENTS = 20_000;
const BATCH = 250;
/** Events that a person has in the bench: about what a year of a patient's settlements is. */
const EVENTS_EACH = 10;
const HANDLER_GOAL = 5000;
const ASSESS = 'FunctionsAssess';

export const peopleFor = (size: number) =>
  HOUSEHOLD_SIZE * Math.max(10, Math.ceil(size / EVENTS_EACH / HOUSEHOLD_SIZE));

/**
 * Signed events of known people through the whole hub on this machine, its database on disk: taken in while nothing assesses,
 * assessed while nothing comes in, and both at once; then the handlers alone.
 */
export async function ingestBench(options: IngestOptions): Promise<readonly Figure[]> {
  const { size = EVENTS, province, log, kill } = options;
  if (kill) return killBench({ size, province, log });
  const people = peopleFor(size);
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-ingest-'));
  const [port = 0] = await freePorts(1);
  const { hub } = await runHub({ province, port, data, startAt: BENCH_NOW, log });
  const ended = async () => {
    await hub.stop();
    rmSync(data, { recursive: true });
  };
  try {
    const departments = await senders(data, ['civil-affairs', 'medical-insurance']);
    const [civilAffairs, insurance] = ['civil-affairs', 'medical-insurance'].map((name) => departments.get(name));
    if (!civilAffairs || !insurance) throw new Error('a department has no key');
    log(`roster of ${people} people`);
    await sendAll(civilAffairs, numbered(people, rosterEvent), BATCH);
    await hub.drained();

    log(`${size} events, assessing paused`);
    const first = numbered(size, (nth) => quietEvent(nth % people, nth));
    await hub.pause(ASSESS);
    const accepted = size / (await seconds(() => sendAll(insurance, first, BATCH)));
    log('the ceiling');
    const ledger = insurance.connection.table('Ledger');
    const limit = await ceilingPerSecond(hub.endpoints.dynamodb, hub.region, ledger, size);
    log('draining');
    const drained = await seconds(async () => {
      hub.resume(ASSESS);
      await hub.drained();
    });
    log('both at once');
    const { took, waits } = await bothAtOnce(insurance, size, people, () => hub.drained());
    await ended();

    log('handlers alone');
    const handlers = await measureHandlers(province, { people, size, batch: BATCH });
    const ceiling = { name: 'conditional puts of the same rows', value: limit };
    return [
      figure('ingest', 'accepted_per_s', accepted, 'events/s', ceiling),
      figure('ingest', 'assessed_per_s', size / drained, 'events/s', ceiling),
      figure('ingest', 'both_per_s', size / took, 'events/s', ceiling),
      figure('ingest', 'assessed_p50_ms', percentile(waits, 50), 'ms'),
      figure('ingest', 'assessed_p95_ms', percentile(waits, 95), 'ms'),
      figure('ingest', 'handler_events_per_core_s', handlers.both, 'events/s', { name: 'goal', value: HANDLER_GOAL }),
      figure('ingest', 'handler_receive_per_core_s', handlers.receive, 'events/s'),
      figure('ingest', 'handler_assess_per_core_s', handlers.assess, 'events/s'),
    ];
  } catch (error) {
    await ended();
    throw error;
  }
}

/** As fast as the hub takes them; what waits for assessing grows for as long as it takes more than it assesses. */
async function bothAtOnce(sender: Sender, size: number, people: number, drained: () => Promise<void>) {
  const events = numbered(size, (nth) => quietEvent(nth % people, size + nth));
  const latency = await Latency.over(sender.connection);
  const watched = latency.watch();
  const took = await seconds(async () => {
    await sendAll(sender, events, BATCH, (answered) => latency.answered(answered));
    latency.end();
    await drained();
  });
  return { took, waits: await watched };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
