import * as z from 'zod';
import { dayOf } from '../../../domain/shanghai-day.ts';
import { dayClaimedBefore, type RequestManifest, type Requests } from '../requests.ts';
import type { Hasher } from '../sealing.ts';
import { ABSENT, bytes, epochSecond, keyed } from './row.ts';
import { type StoreDeps, Table } from './table.ts';

/** p keyid#day#shard · s nonce · a at · d department · e event keys, 16 bytes each · ttl */
const row = keyed.extend({ a: z.number(), d: z.string(), e: bytes });

/** One day of one key is spread over so many partitions: a county that posts a million rows a night stays below their limit. */
const SHARDS = 8;
const KEPT_MS = 90 * 86_400_000;
const KEY_BYTES = 16;

/**
 * Requests. `claim`: one unit for each started KiB, which holds sixty event keys; a claim that fails costs the same. In the first ten
 * minutes of a day one read unit more.
 */
export function dynamoRequests(deps: Omit<StoreDeps, 'sealer'> & { hasher: Pick<Hasher, 'scoped'> }): Requests {
  const table = new Table(deps);
  const shardOf = (nonce: string) => Buffer.from(deps.hasher.scoped('nonce', nonce), 'base64url').readUInt8(0) % SHARDS;
  return {
    async claim({ department, keyid, nonce, at, events }) {
      const packed = new Uint8Array(Buffer.concat(events.map((key) => Buffer.from(key, 'base64url'))));
      const placeOn = (day: string) => ({ p: `${keyid}#${day}#${shardOf(nonce)}`, s: nonce });
      const before = dayClaimedBefore(at);
      if (before !== undefined && (await table.get(placeOn(before)))) return 'replayed';
      const item = {
        ...placeOn(dayOf(at)),
        a: at,
        d: department,
        e: packed,
        ttl: epochSecond(at + KEPT_MS),
      };
      return (await table.put(item, ABSENT)).done ? 'claimed' : 'replayed';
    },
    async *of(keyid, day, after): AsyncIterable<RequestManifest> {
      const first = after === undefined ? 0 : shardOf(after);
      for (let shard = first; shard < SHARDS; shard++) {
        const values = { ':p': `${keyid}#${day}#${shard}` };
        const behind = after !== undefined && shard === first;
        const asked = behind
          ? { where: 'p = :p AND s > :s', values: { ...values, ':s': after } }
          : { where: 'p = :p', values };
        for await (const items of table.pages(asked)) {
          for (const item of items) {
            const { s, a, d, e } = row.parse(item);
            yield { department: d, keyid, nonce: s, at: a, events: unpacked(e) };
          }
        }
      }
    },
  };
}

function unpacked(bytesOf: Uint8Array): string[] {
  return Array.from({ length: bytesOf.length / KEY_BYTES }, (_, index) =>
    Buffer.from(bytesOf.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES)).toString('base64url'),
  );
}
