import * as z from 'zod';
import { addSums } from '../../../domain/statistics.ts';
import type { Counters } from '../counters.ts';
import { keyed } from './row.ts';
import { type StoreDeps, Table } from './table.ts';

const row = keyed.catchall(z.number());

/** Counters: written with the warning's own transaction; a month of a township is one read unit. */
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
    async read(township, from, to) {
      const sums: Record<string, number> = {};
      for (const { counts } of await days(township, from, to)) addSums(sums, counts);
      return sums;
    },
  };
}
