import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type RequestToSign, signRequest } from '../functions/shared/sign.ts';
import { CliError } from './cli-error.ts';

/** A department's key, as the department holds it. */
export type SigningKey = Pick<RequestToSign, 'keyid' | 'secret' | 'algorithm'>;

export interface SigningPorts {
  /** Address of the hub, without a trailing slash. */
  url: string;
  key: SigningKey;
  /** Epoch ms by the hub's clock. */
  now: () => number;
  fetch?: typeof fetch;
  /** Waits so many seconds before the next try. */
  pause?: (seconds: number) => Promise<unknown>;
}

export interface SignedRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the slash, with its query, percent-encoded. */
  path: string;
  body?: string;
  contentType?: string;
}

const problemSchema = z.looseObject({
  detail: z.string().optional(),
  title: z.string().optional(),
  errors: z.array(z.looseObject({ message: z.string() })).default([]),
});

const TRIES = 6;
const MOST_PAUSE = 60;

/**
 * Signs and sends one request. Sends again where the hub is busy, failed or cannot be reached, each time with a new signature,
 * after as long as it asks. Throws `CliError` where that does not help either.
 */
export async function sendSigned(ports: SigningPorts, request: SignedRequest): Promise<Response> {
  const { pause = (seconds) => sleep(seconds * 1000) } = ports;
  for (let attempt = 1; ; attempt++) {
    const response = await send(ports, request);
    if (response && !isPassing(response.status)) return response;
    if (attempt === TRIES) throw new CliError(response ? await refusal(response) : `连不上 ${ports.url}`);
    await pause(Math.min(retryAfter(response) ?? 2 ** (attempt - 1), MOST_PAUSE));
  }
}

/** Undefined where the hub cannot be reached. */
async function send(
  { url, key, now, fetch: get = fetch }: SigningPorts,
  { method, path, body, contentType = 'application/json' }: SignedRequest,
): Promise<Response | undefined> {
  const target = `${url}${path}`;
  const content = body === undefined ? {} : { body, contentType };
  const headers = signRequest({ method, url: target, ...content, now: now(), nonce: randomUUID(), ...key });
  try {
    return await get(target, { method, headers, ...(body !== undefined && { body }) });
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

/** Status and the hub's own words, as a person at the terminal reads them. */
export async function refusal(response: Response): Promise<string> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) return `${response.status} ${response.statusText}`;
  const { detail, title, errors } = parsed.data;
  const said = detail ?? title ?? response.statusText;
  const reasons = errors.map(({ message }) => message).filter((message) => message !== said);
  return [`${response.status} ${said}`, ...reasons].join('\n  ');
}
