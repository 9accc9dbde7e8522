import type { Ledger, LedgerEntry, PutResult } from '../ledger.ts';

export function memoryLedger(): Ledger {
  const entries = new Map<string, LedgerEntry>();

  function putOne(entry: LedgerEntry): PutResult {
    const standing = entries.get(entry.key);
    if (standing) return standing.digest === entry.digest ? 'duplicate' : 'conflict';
    entries.set(entry.key, Object.freeze({ ...entry }));
    return 'stored';
  }

  return {
    put: async (given) => given.map(putOne),
    async get(keys) {
      const found = new Map<string, LedgerEntry>();
      for (const key of keys) {
        const entry = entries.get(key);
        if (entry) found.set(key, entry);
      }
      return found;
    },
    async park(key, parked) {
      const entry = entries.get(key);
      if (entry) entries.set(key, Object.freeze({ ...entry, parked: { ...parked } }));
    },
  };
}
