import type { EventName } from '../../domain/events/schemas.ts';

/** One accepted event as it stands in the ledger: the first thing stored, and what everything can be rebuilt from. */
export interface LedgerEntry {
  key: string;
  /** Keyed digest of type, time and data: same key and digest is a duplicate, same key and another digest a conflict. */
  digest: string;
  name: EventName;
  id: string;
  source: string;
  /** The CloudEvent's own `time`, as sent. */
  time: string;
  supersedes?: string;
  department: string;
  /** Division code the posting key reports about: where a person without an address is looked for. */
  area?: string;
  /** Epoch ms. */
  storedAt: number;
  /** `data` as sent (canonical JSON value); sealed at rest. */
  data: unknown;
  parked?: { at: number; reason: string };
}

export type PutResult = 'stored' | 'duplicate' | 'conflict' | 'failed';

export interface Ledger {
  /** Stores each entry unless its key is taken; one result an entry, in order. `failed`: not stored after retries. */
  put(entries: readonly LedgerEntry[]): Promise<PutResult[]>;
  get(keys: readonly string[]): Promise<Map<string, LedgerEntry>>;
  /** Marks an event that can never be assessed as it is; `reason` is a code, never data. */
  park(key: string, parked: { at: number; reason: string }): Promise<void>;
}
