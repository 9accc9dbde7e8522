import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type RequestToSign, signRequest } from '../functions/shared/sign.ts';
import { CliError } from './cli-error.ts';
import { eventBatches } from './event-batches.ts';

/** A department's key, as the department holds it. */
export type SigningKey = Pick<RequestToSign, 'keyid' | 'secret' | 'algorithm'>;

export interface PostPorts {
  /** Address of the hub, without a trailing slash. */
  url: string;
  key: SigningKey;
  /** Epoch ms by the hub's clock. */
  now: () => number;
  fetch?: typeof fetch;
  /** Events a request; default: as many as the hub takes. */
  batch?: number;
  /** Waits so many seconds before the next try. */
  pause?: (seconds: number) => Promise<unknown>;
}

const resultSchema = z.object({
  id: z.string().nullable(),
  status: z.enum(['accepted', 'duplicate', 'conflict', 'invalid', 'forbidden']),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
const answerSchema = z.looseObject({ results: z.array(resultSchema) });
const problemSchema = z.looseObject({ detail: z.string().optional(), title: z.string().optional() });

/** What became of one event; `nth` counts from 0 over all that were given. */
export type PostResult = z.output<typeof resultSchema> & { nth: number };

const TRIES = 6;
const MOST_PAUSE = 60;
const BATCH = 'application/cloudevents-batch+json';

/**
 * Signs and sends events in batches, one result an event, in order. Retries where the hub is busy, failed or cannot be
 * reached, each time with a new signature, after as long as it asks. Throws `CliError` where a whole request is refused.
 */
export async function postEvents(
  ports: PostPorts,
  events: readonly unknown[],
  progress: (sent: number) => void = () => undefined,
): Promise<PostResult[]> {
  const results: PostResult[] = [];
  for (const { body, first, count } of eventBatches(events, ports.batch)) {
    const answered = await postBatch(ports, body);
    results.push(...answered.map((result, i) => ({ ...result, nth: first + i })));
    progress(first + count);
  }
  return results;
}

async function postBatch(ports: PostPorts, body: string) {
  const { pause = (seconds) => sleep(seconds * 1000) } = ports;
  for (let attempt = 1; ; attempt++) {
    const response = await send(ports, body);
    if (response && !isPassing(response.status)) return resultsOf(response);
    if (attempt === TRIES) throw new CliError(response ? await refusal(response) : `连不上 ${ports.url}`);
    await pause(Math.min(retryAfter(response) ?? 2 ** (attempt - 1), MOST_PAUSE));
  }
}

/** Undefined where the hub cannot be reached. */
async function send({ url, key, now, fetch: get = fetch }: PostPorts, body: string): Promise<Response | undefined> {
  const target = `${url}/v1/events`;
  const request = { method: 'POST', url: target, body, contentType: BATCH, now: now(), nonce: randomUUID(), ...key };
  try {
    return await get(target, { method: 'POST', body, headers: signRequest(request) });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Any failure of the hub's own too: what it stored all the same answers `duplicate` next time. */
const isPassing = (status: number) => status === 429 || status >= 500;

function retryAfter(response: Response | undefined): number | undefined {
  const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

async function resultsOf(response: Response) {
  if (response.status !== 202 && response.status !== 207) throw new CliError(await refusal(response));
  return answerSchema.parse(await response.json()).results;
}

async function refusal(response: Response): Promise<string> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined));
  const said = parsed.success ? (parsed.data.detail ?? parsed.data.title) : undefined;
  return `${response.status} ${said ?? response.statusText}`;
}

export const isWell = ({ status }: Pick<PostResult, 'status'>) => status === 'accepted' || status === 'duplicate';
