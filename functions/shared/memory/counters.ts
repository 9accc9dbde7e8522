import { addSums } from '../../../domain/statistics.ts';
import type { Counters } from '../counters.ts';
import { entryOf } from './entry-of.ts';

/** What a commit needs beside the port: to count in the same step. */
export interface MemoryCounters extends Counters {
  count(township: string, day: string, counts: Readonly<Record<string, number>>): void;
}

export function memoryCounters(): MemoryCounters {
  /** township → day → name → count */
  const townships = new Map<string, Map<string, Record<string, number>>>();
  const days: Counters['days'] = async (township, from, to) =>
    [...(townships.get(township) ?? [])]
      .filter(([day]) => from <= day && day <= to)
      .map(([day, counts]) => ({ day, counts: { ...counts } }))
      .sort((a, b) => (a.day < b.day ? -1 : 1));
  const counters: MemoryCounters = {
    count(township, day, counts) {
      if (Object.keys(counts).length === 0) return;
      const rows = entryOf(townships, township, () => new Map<string, Record<string, number>>());
      addSums(
        entryOf(rows, day, (): Record<string, number> => ({})),
        counts,
      );
    },
    add: async (township, day, counts) => counters.count(township, day, counts),
    days,
    async read(township, from, to) {
      const sums: Record<string, number> = {};
      for (const { counts } of await days(township, from, to)) addSums(sums, counts);
      return sums;
    },
  };
  return counters;
}
