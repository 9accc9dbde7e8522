import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { DRY, knownShard, type Newest, type NewestRow, type RowVersion, shardOf } from '../newest.ts';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { epochSecond, keyed } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';

const place = { u: z.string(), r: z.number() };
const version = { d: z.string(), ...place };
/** p scope#shard · s hash of the business key · d digest · u upload · r row · n last named by · l left · b what stood before · ttl */
const row = keyed.extend({
  ...version,
  n: z.object(place).optional(),
  l: z.boolean().optional(),
  b: z.object(version).optional(),
});

const DAY_MS = 86_400_000;

/** Newest: one unit to put or remove a row, one to read it; a page of `all` is 1 MiB, which holds some five thousand. */
export function dynamoNewest(deps: Omit<StoreDeps, 'sealer'> & { clock: Clock }): Newest {
  const table = new Table(deps);
  const keysOf = (scope: string, keys: readonly string[]) => keys.map((key) => placeOf(scope, key));
  return {
    async get(scope, keys) {
      const items = await batchGet(deps, keysOf(scope, keys), { consistent: true });
      return new Map(items.map(rowOf).map((found) => [found.key, found]));
    },
    async put(scope, rows) {
      const ttl = scope.startsWith(DRY) ? epochSecond(deps.clock.now() + DAY_MS) : undefined;
      await batchPut(
        deps,
        rows.map((one) => ({ ...itemOf(scope, one), ttl })),
        ({ s }) => String(s),
      );
    },
    async remove(scope, keys) {
      await batchDelete(deps, keysOf(scope, keys));
    },
    async *all(scope, shard) {
      const values = { ':p': `${scope}#${knownShard(shard)}` };
      for await (const items of table.pages({ where: 'p = :p', values })) if (items.length > 0) yield items.map(rowOf);
    },
  };
}

const placeOf = (scope: string, key: string) => ({ p: `${scope}#${shardOf(key)}`, s: key });

const itemOf = (scope: string, { key, seen, left, before, ...newest }: NewestRow): Item => ({
  ...placeOf(scope, key),
  ...versionItem(newest),
  n: seen && { u: seen.upload, r: seen.row },
  l: left,
  b: before && versionItem(before),
});

function rowOf(item: StoredItem): NewestRow {
  const { s, n, l, b, ...newest } = row.parse(item);
  return {
    key: s,
    ...versionOf(newest),
    ...(n && { seen: { upload: n.u, row: n.r } }),
    ...(l !== undefined && { left: l }),
    ...(b && { before: versionOf(b) }),
  };
}

const versionItem = ({ digest, upload, row: r }: RowVersion) => ({ d: digest, u: upload, r });
const versionOf = ({ d, u, r }: { d: string; u: string; r: number }): RowVersion => ({ digest: d, upload: u, row: r });
