import type { Counters } from '../counters.ts';
import { entryOf } from './entry-of.ts';

/** Counts are added by a warning's commit only. */
export interface MemoryCounters extends Counters {
  add(township: string, day: string, counts: Readonly<Record<string, number>>): void;
}

export function memoryCounters(): MemoryCounters {
  /** township → day → name → count */
  const townships = new Map<string, Map<string, Map<string, number>>>();
  return {
    add(township, day, counts) {
      const days = entryOf(townships, township, () => new Map<string, Map<string, number>>());
      const row = entryOf(days, day, () => new Map<string, number>());
      for (const [name, count] of Object.entries(counts)) row.set(name, (row.get(name) ?? 0) + count);
    },
    async read(township, from, to) {
      const sums: Record<string, number> = {};
      for (const [day, row] of townships.get(township) ?? []) {
        if (day < from || day > to) continue;
        for (const [name, count] of row) sums[name] = (sums[name] ?? 0) + count;
      }
      return sums;
    },
  };
}
