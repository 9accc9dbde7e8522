import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { SmsProvider } from '../functions/shared/sms.ts';

/** How long it takes to answer, and how long until it can say what it took. */
const ANSWERS_MS = 50;
const LISTS_MS = 2000;

/** A provider of text messages on this machine: answers in 50 ms, and remembers when it took which reference. */
export interface CountingProvider {
  readonly url: string;
  /** Reference → instants at which it was taken, epoch ms with fractions. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
  /** How often it was asked after a reference. */
  asked(): number;
  stop(): Promise<void>;
}

export async function startCountingProvider(): Promise<CountingProvider> {
  const taken = new Map<string, number[]>();
  let asked = 0;
  const server = createServer(async (request, response) => {
    const reference = decodeURIComponent(request.url?.slice(1) ?? '');
    const now = performance.timeOrigin + performance.now();
    if (request.method === 'GET') {
      asked += 1;
      const listed = taken.get(reference)?.some((at) => at + LISTS_MS <= now) ?? false;
      response.end(JSON.stringify({ taken: listed }));
      return;
    }
    // Taken before it is answered: whoever is killed in between cannot know.
    taken.set(reference, [...(taken.get(reference) ?? []), now]);
    request.resume();
    await sleep(ANSWERS_MS);
    response.end(JSON.stringify({ id: reference }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    asked: () => asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const sentAnswer = z.object({ id: z.string() });
const foundAnswer = z.object({ taken: z.boolean() });

/** As an adapter calls it. */
export const countingProvider = (url: string): SmsProvider => ({
  async send({ reference }) {
    const response = await fetch(`${url}/${encodeURIComponent(reference)}`, { method: 'POST' });
    return { kind: 'sent', providerId: sentAnswer.parse(await response.json()).id };
  },
  async find({ reference }) {
    const response = await fetch(`${url}/${encodeURIComponent(reference)}`);
    const { taken } = foundAnswer.parse(await response.json());
    return taken ? { kind: 'sent', providerId: reference } : { kind: 'not-sent' };
  },
});
