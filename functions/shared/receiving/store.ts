import type { Ledger, LedgerEntry, PutResult } from '../ledger.ts';

/**
 * Stores entries in order and tells what became of each. A key that comes twice in one request waits for the next round, so
 * that the ledger itself says whether the second is a duplicate or a conflict.
 */
export async function store(ledger: Pick<Ledger, 'put'>, entries: readonly LedgerEntry[]): Promise<PutResult[]> {
  const results = new Map<LedgerEntry, PutResult>();
  let waiting = entries;
  while (waiting.length > 0) {
    const seen = new Set<string>();
    const round = waiting.filter(({ key }) => !seen.has(key) && seen.add(key));
    const stored = await ledger.put(round);
    round.forEach((entry, i) => {
      results.set(entry, stored[i] ?? 'failed');
    });
    waiting = waiting.filter((entry) => !results.has(entry));
  }
  return entries.map((entry) => results.get(entry) ?? 'failed');
}
