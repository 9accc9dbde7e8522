import { createReadStream } from 'node:fs';
import { type ClientRequest, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadPart } from './uploads-client.ts';

export interface PutPorts {
  /** Told of bytes as they go out; negative where a try failed and they go out again. */
  progress(bytes: number): void;
  /** Waits so many seconds before the next try. */
  pause?: (seconds: number) => Promise<unknown>;
}

const TRIES = 5;
/** Ms without a byte moving after which a try is given up. */
const SILENCE = 60_000;

/**
 * Sends one part of a file to the address that the hub gave for it, straight from the disk. A try that fails is repeated after
 * 1, 2, 4, 8 s. False where the address is no longer good, or nothing helped: a new address may.
 */
export async function putPart(file: string, part: UploadPart, ports: PutPorts): Promise<boolean> {
  const { pause = (seconds) => sleep(seconds * 1000) } = ports;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const status = await putOnce(file, part, ports);
    if (status !== undefined && status >= 200 && status < 300) return true;
    if (status !== undefined && status < 500 && status !== 429 && status !== 408) return false;
    if (attempt < TRIES) await pause(2 ** (attempt - 1));
  }
  return false;
}

/** The status of the answer; undefined where none came. `fetch` would send a stream without saying how long it is. */
async function putOnce(file: string, part: UploadPart, { progress }: PutPorts): Promise<number | undefined> {
  const { url, headers, from, to } = part;
  let sent = 0;
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      sent += chunk.length;
      progress(chunk.length);
      done(null, chunk);
    },
  });
  const send = url.startsWith('https:') ? secureRequest : plainRequest;
  const outgoing = send(url, { method: 'PUT', headers: { ...headers, 'content-length': to - from }, timeout: SILENCE });
  const answer = statusOf(outgoing);
  // An answer may come before the last byte, and then no more bytes are wanted: what counts is the answer.
  const [status] = await Promise.all([
    answer,
    pipeline(createReadStream(file, { start: from, end: to - 1 }), counted, outgoing).catch((error: unknown) => {
      if (isOfDisk(error)) throw error;
    }),
  ]);
  if (status === undefined || status >= 300) progress(-sent);
  return status;
}

const statusOf = (outgoing: ClientRequest) =>
  new Promise<number | undefined>((resolve) => {
    outgoing
      .on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('timeout', () => outgoing.destroy())
      .on('error', () => resolve(undefined))
      .on('close', () => resolve(undefined));
  });

/** The file itself cannot be read: no retry helps. */
const isOfDisk = (error: unknown) =>
  error instanceof Error && 'syscall' in error && ['open', 'read'].includes(String(error.syscall));
