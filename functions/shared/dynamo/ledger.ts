import * as z from 'zod';
import { eventNames } from '../../../domain/events/schemas.ts';
import { inParallel } from '../in-parallel.ts';
import type { Ledger, LedgerEntry, PutResult } from '../ledger.ts';
import type { Sealer } from '../sealing.ts';
import { batchGet } from './batch.ts';
import { isPassing } from './retry.ts';
import { bytes, epochSecond } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';

export interface LedgerDeps extends StoreDeps {
  /** Milliseconds after which an entry may go; undefined: it stays. */
  keptFor?: number | undefined;
}

/** Puts under way at once: as many as the shared agent has use for, without starving other calls of sockets. */
const PUTS_AT_ONCE = 32;
const NEW = { expression: 'attribute_not_exists(k)' } as const;

/** k key · d digest · x sealed · pa, pr parked at and why · ttl */
const row = z.object({ k: z.string(), d: z.string(), x: bytes, pa: z.number().optional(), pr: z.string().optional() });

const document = z.object({
  n: eventNames,
  i: z.string(),
  s: z.string(),
  t: z.string(),
  u: z.string().optional(),
  e: z.string(),
  r: z.string().optional(),
  a: z.number(),
  d: z.unknown(),
});

/**
 * The ledger. `put`: one unit an entry up to 1 KiB, also for a duplicate (DynamoDB tells what stands there, so it costs no
 * read). `get`: one read unit an entry, consistent. `park`: one unit.
 */
export function dynamoLedger(deps: LedgerDeps): Ledger {
  const table = new Table(deps);
  return {
    put: (entries) => inParallel(PUTS_AT_ONCE, entries, (entry) => putOne(table, deps, entry)),
    async get(keys) {
      const items = await batchGet(
        deps,
        keys.map((k) => ({ k })),
        { consistent: true },
      );
      const entries = await Promise.all(items.map((item) => ledgerEntryOf(deps.sealer, item)));
      return new Map(entries.map((entry) => [entry.key, entry]));
    },
    async park(k, { at, reason }) {
      const change = { expression: 'SET pa = :at, pr = :reason', values: { ':at': at, ':reason': reason } };
      await table.update({ k }, change, { expression: 'attribute_exists(k)' });
    },
  };
}

async function putOne(table: Table, deps: LedgerDeps, entry: LedgerEntry): Promise<PutResult> {
  const item = await itemOf(deps, entry);
  try {
    const written = await table.put(item, NEW);
    if (written.done) return 'stored';
    return written.old?.['d'] === entry.digest ? 'duplicate' : 'conflict';
  } catch (error) {
    if (isPassing(error)) return 'failed';
    throw error;
  }
}

async function itemOf({ sealer, keptFor }: LedgerDeps, entry: LedgerEntry): Promise<Item> {
  const { key, digest, name, id, source, time, supersedes, department, area, storedAt, data, parked } = entry;
  const whole = { n: name, i: id, s: source, t: time, u: supersedes, e: department, r: area, a: storedAt, d: data };
  return {
    k: key,
    d: digest,
    x: await sealer.seal('ledger', placeOf(key), whole),
    pa: parked?.at,
    pr: parked?.reason,
    ttl: epochSecond(keptFor === undefined ? undefined : storedAt + keptFor),
  };
}

/** An entry from its row, as a read or as `streamImage` gives it. */
export async function ledgerEntryOf(sealer: Sealer, item: StoredItem): Promise<LedgerEntry> {
  const { k, d: digest, x, pa, pr } = row.parse(item);
  const { n, i, s, t, u, e, r, a, d } = document.parse(await sealer.open('ledger', placeOf(k), x));
  return {
    key: k,
    digest,
    name: n,
    id: i,
    source: s,
    time: t,
    ...(u !== undefined && { supersedes: u }),
    department: e,
    ...(r !== undefined && { area: r }),
    storedAt: a,
    data: d,
    ...(pa !== undefined && pr !== undefined && { parked: { at: pa, reason: pr } }),
  };
}

const placeOf = (key: string) => `Ledger/${key}`;
