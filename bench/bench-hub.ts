import { CliError } from '../bin/cli-error.ts';
import { type Connection, connect } from '../bin/connection.ts';
import { type KeptKey, keptKeys } from '../bin/kept-keys.ts';
import { makeKey } from '../bin/make-key.ts';
import { postEvents } from '../bin/post-events.ts';
import type { MadeUpEvent } from './county.ts';
import { chunks } from './handler-rate.ts';

/** Requests under way at once: so many processes the local hub gives a function. */
const SENDERS = 3;

/** A department's machine: it holds the key and sends. */
export interface Sender {
  readonly key: KeptKey;
  readonly connection: Connection;
}

/** Makes a key for each department of these, in a hub on this machine. */
export async function senders(data: string, departments: readonly string[]): Promise<Map<string, Sender>> {
  const connection = await connect({ data });
  const made = new Map<string, Sender>();
  for (const department of departments) {
    await makeKey(connection, { department });
    const key = keptKeys(data).findLast((each) => each.department === department);
    if (key) made.set(department, { key, connection });
  }
  return made;
}

/** A hub that was killed may take longer to come back than `postEvents` waits by itself. */
const ROUNDS = 5;

async function patiently<T>(send: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof CliError) || round === ROUNDS) throw error;
    }
  }
}

/** Sends all, in batches of `batch`, several requests at once. Calls back when a request was answered 2xx, with its events. */
export async function sendAll(
  { key, connection }: Sender,
  events: readonly MadeUpEvent[],
  batch: number,
  answered: (events: readonly MadeUpEvent[]) => void = () => undefined,
): Promise<void> {
  const waiting = chunks(events, batch).values();
  const worker = async () => {
    for (const each of waiting) {
      const results = await patiently(() => postEvents({ url: connection.url, key, now: connection.now, batch }, each));
      const refused = results.find(({ status }) => status !== 'accepted' && status !== 'duplicate');
      if (refused)
        throw new Error(`an event was ${refused.status}: ${refused.detail ?? JSON.stringify(refused.errors)}`);
      answered(each);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, worker));
}
