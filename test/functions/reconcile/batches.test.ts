import { describe, expect, it } from 'vitest';
import { type Batch, batchesOf } from '../../../functions/reconcile/batches.ts';
import type { RequestManifest, Requests } from '../../../functions/shared/requests.ts';

const DAY = '2026-11-05';

/** A day's manifests that are made when they are asked for, and how many were. */
function endless(manifests: number, eventsEach: number) {
  const made = { count: 0 };
  const requests: Pick<Requests, 'of'> = {
    async *of(keyid, _day, after): AsyncIterable<RequestManifest> {
      for (let nth = after === undefined ? 0 : Number(after) + 1; nth < manifests; nth++) {
        made.count += 1;
        const events = Array.from({ length: eventsEach }, (_, i) => `${keyid}-${nth}-${i}`);
        yield { department: 'health', keyid, nonce: String(nth), at: nth, events };
      }
    },
  };
  return { requests, made };
}

describe('a day in batches', () => {
  it.each([
    ['files of 500 rows a step', 2_000, 500, 500],
    ['requests of one event', 3_000, 1, 250],
    ['requests just below a batch', 50, 249, 498],
  ])(
    '%s: none holds more than a batch and one manifest, and nothing is read ahead',
    async (_, manifests, each, most) => {
      const { requests, made } = endless(manifests, each);
      let named = 0;
      let behind = 0;
      for await (const batch of batchesOf(requests, { keyids: ['k'], day: DAY })) {
        expect(batch.named.size).toBeLessThanOrEqual(most);
        named += batch.named.size;
        behind = made.count - 1;
        expect(batch.place).toEqual({ keyid: 'k', nonce: String(behind) });
      }
      expect(named).toBe(manifests * each);
    },
  );

  it('readings without events are passed a thousand at a time, so that a mark is set behind them', async () => {
    const { requests } = endless(2_500, 0);
    const places: string[] = [];
    for await (const { place } of batchesOf(requests, { keyids: ['k'], day: DAY })) places.push(place.nonce);
    expect(places).toEqual(['999', '1999', '2499']);
  });

  it('a walk that goes on behind any batch sees the same ones as a walk that was not cut', async () => {
    const { requests } = endless(40, 70);
    const order = { keyids: ['a', 'b', 'c'], day: DAY };
    const whole = await listed(requests, order);
    expect(whole.length).toBeGreaterThan(20);
    for (const [nth, { place }] of whole.entries())
      expect(await listed(requests, { ...order, place })).toEqual(whole.slice(nth + 1));
  });

  it('an event that several of its manifests name stands once, with the instant of each', async () => {
    const { requests } = endless(3, 1);
    const same: Pick<Requests, 'of'> = {
      async *of(...asked) {
        for await (const manifest of requests.of(...asked)) yield { ...manifest, events: ['e'] };
      },
    };
    const [batch] = await listed(same, { keyids: ['k'], day: DAY });
    expect([...(batch?.named ?? [])]).toEqual([['e', new Set([0, 1, 2])]]);
  });
});

async function listed(...asked: Parameters<typeof batchesOf>): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of batchesOf(...asked)) batches.push(batch);
  return batches;
}
