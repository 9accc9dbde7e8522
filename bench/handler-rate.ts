import { memoryAccess } from '../functions/shared/memory/access.ts';
import { memoryStores } from '../functions/shared/memory/stores.ts';
import { compileProvince } from '../lib/province.ts';
import { makeSealing } from '../test/functions/shared/sealing.ts';
import { type MadeUpEvent, quietEvent, rosterEvent } from './county.ts';
import { OneProcess } from './one-process.ts';
import { sealedStores } from './sealed-stores.ts';

export interface HandlerRate {
  /** Events that a core receives and assesses in a second of its own time. */
  both: number;
  receive: number;
  assess: number;
}

/** What the ledger's stream hands over at most. */
const STREAM_BATCH = 100;

const WARM_EVENTS = 2000;

/**
 * Receives and assesses `events` in this process, stores in memory: what Lambda bills for. Counted is processor time, the
 * collector's and the compiler's threads included, so that others on the machine change little. Requests are signed before.
 */
export async function measureHandlers(
  provinceName: string,
  { people, size, batch }: { people: number; size: number; batch: number },
): Promise<HandlerRate> {
  const { province } = compileProvince(provinceName);
  const { sealer, hasher } = await makeSealing(memoryAccess());
  const stores = sealedStores(memoryStores(hasher), sealer);
  const hub = new OneProcess(stores, hasher, province);
  const entriesOf = async (events: readonly MadeUpEvent[]) => [
    ...(await stores.ledger.get(events.map(({ source, id }) => hasher.eventKey(source, id)))).values(),
  ];
  const run = async (batches: readonly (readonly MadeUpEvent[])[]) => {
    const signed: Awaited<ReturnType<OneProcess['sign']>>[] = [];
    for (const events of batches) signed.push(await hub.sign(events));
    const receive = await coreSeconds(async () => {
      for (const request of signed) await hub.receive(request);
    });
    const assess = await coreSeconds(async () => {
      for (const events of chunks(batches.flat(), STREAM_BATCH)) await hub.assess(await entriesOf(events));
    });
    return { receive, assess };
  };
  await run(chunks(numbered(people, rosterEvent), batch));
  // The same code warm: a Lambda's process is started once for thousands of events.
  await run(
    chunks(
      numbered(people, (nth) => quietEvent(nth, nth)),
      batch,
    ),
  );
  const { receive, assess } = await run(
    chunks(
      numbered(size, (nth) => quietEvent(nth % people, WARM_EVENTS + nth)),
      batch,
    ),
  );
  return { both: size / (receive + assess), receive: size / receive, assess: size / assess };
}

async function coreSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

export const numbered = <T>(count: number, make: (nth: number) => T): T[] =>
  Array.from({ length: count }, (_, nth) => make(nth));

export const chunks = <T>(items: readonly T[], size: number): T[][] =>
  numbered(Math.ceil(items.length / size), (nth) => items.slice(nth * size, (nth + 1) * size));
