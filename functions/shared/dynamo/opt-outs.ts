import * as z from 'zod';
import type { OptOuts } from '../opt-outs.ts';
import { type StoreDeps, Table } from './table.ts';

/** p O#hash of the number · s O · o out · a said at · b by whom */
const row = z.object({ o: z.boolean(), a: z.number(), b: z.string() });

/** Opt-outs in the table of notices, one unit each way. */
export function dynamoOptOuts(deps: Pick<StoreDeps, 'client' | 'table' | 'meter'>): OptOuts {
  const table = new Table(deps);
  return {
    async of(phoneKey) {
      const item = await table.get(keyOf(phoneKey));
      if (!item) return undefined;
      const { o, a, b } = row.parse(item);
      return { out: o, at: a, by: b };
    },
    async put(phoneKey, { out, at, by }) {
      const item = { ...keyOf(phoneKey), o: out, a: at, b: by };
      return (await table.put(item, { expression: 'attribute_not_exists(p) OR a < :at', values: { ':at': at } })).done;
    },
  };
}

const keyOf = (phoneKey: string) => ({ p: `O#${phoneKey}`, s: 'O' });
