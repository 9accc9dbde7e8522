import * as z from 'zod';
import { addSums } from '../../../domain/statistics.ts';
import type { Counters } from '../counters.ts';
import { keyed } from './row.ts';
import { type StoreDeps, Table } from './table.ts';

const row = keyed.catchall(z.number());

/** Counters: written with what they count; added by themselves one unit; a month of a township is one read unit. */
export function dynamoCounters(deps: Omit<StoreDeps, 'sealer'>): Counters {
  const table = new Table(deps);
  const days: Counters['days'] = async (township, from, to) => {
    const values = { ':p': township, ':from': from, ':to': to };
    const items = await table.query({ where: 'p = :p AND s BETWEEN :from AND :to', values, consistent: false });
    return items.map((item) => {
      const { p: _township, s: day, ...counts } = row.parse(item);
      return { day, counts };
    });
  };
  return {
    days,
    async add(township, day, counts) {
      const { update, change } = adding(township, day, counts);
      if (Object.keys(counts).length > 0) await table.update(update, change);
    },
    async read(township, from, to) {
      const sums: Record<string, number> = {};
      for (const { counts } of await days(township, from, to)) addSums(sums, counts);
      return sums;
    },
  };
}

/** One row a township and day; a counter that is not there yet starts at nothing. */
export function adding(township: string, day: string, counts: Readonly<Record<string, number>>) {
  const names = Object.keys(counts);
  return {
    update: { p: township, s: day },
    change: {
      expression: `ADD ${names.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
      values: Object.fromEntries(names.map((name, index) => [`:c${index}`, counts[name] ?? 0])),
      names: Object.fromEntries(names.map((name, index) => [`#c${index}`, name])),
    },
  };
}
