import * as z from 'zod';
import type { Counters } from '../counters.ts';
import { type StoreDeps, Table } from './table.ts';

const row = z.record(z.string(), z.union([z.string(), z.number()]));

/** Counters: written with the warning's own transaction; a month of a township is one read unit. */
export function dynamoCounters(deps: Omit<StoreDeps, 'sealer'>): Counters {
  const table = new Table(deps);
  return {
    async read(township, from, to) {
      const values = { ':p': township, ':from': from, ':to': to };
      const items = await table.query({ where: 'p = :p AND s BETWEEN :from AND :to', values, consistent: false });
      const sums: Record<string, number> = {};
      for (const item of items)
        for (const [name, value] of Object.entries(row.parse(item)))
          if (typeof value === 'number') sums[name] = (sums[name] ?? 0) + value;
      return sums;
    },
  };
}
