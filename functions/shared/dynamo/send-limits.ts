import * as z from 'zod';
import type { SendLimit } from '../../../domain/sms-limits.ts';
import type { SendLimits } from '../send-limits.ts';
import { epochSecond } from './row.ts';
import { type StoreDeps, Table } from './table.ts';

/** p LIMIT#key#window · s n · n count, or instant of the last one · ttl. Keys hold hashes, never a number or a text. */
const row = z.object({ n: z.number() });

/** A row is no use once its window is over; a day more lets somebody look. */
const KEPT_MS = 86_400_000;

type Counted = Extract<SendLimit, { kind: 'count' }>;
const countKey = ({ key, window }: Counted) => ({ p: `LIMIT#${key}#${window}`, s: 'n' });

/** Counters of sending, rows of Work. One unit for each, taken or not; none where the message is larger than the limit. */
export function dynamoSendLimits(deps: Omit<StoreDeps, 'sealer'>): SendLimits {
  const table = new Table(deps);
  const names = { '#ttl': 'ttl' };
  return {
    async take(limit, at) {
      if (limit.kind === 'apart') {
        const { key, ms } = limit;
        const change = {
          expression: 'SET n = :at, #ttl = :ttl',
          values: { ':at': at, ':ttl': epochSecond(at + ms + KEPT_MS) },
          names,
        };
        const condition = { expression: 'attribute_not_exists(n) OR n <= :before', values: { ':before': at - ms } };
        const written = await table.update({ p: `LIMIT#${key}`, s: 'n' }, change, condition);
        return written.done ? undefined : row.parse(written.old).n + ms;
      }
      const { units, most, freeAt } = limit;
      if (units > most) return Number.POSITIVE_INFINITY;
      const change = {
        expression: 'ADD n :units SET #ttl = :ttl',
        values: { ':units': units, ':ttl': epochSecond(freeAt + KEPT_MS) },
        names,
      };
      const condition = { expression: 'attribute_not_exists(n) OR n <= :room', values: { ':room': most - units } };
      return (await table.update(countKey(limit), change, condition)).done ? undefined : freeAt;
    },
    async giveBack(limit) {
      if (limit.kind === 'apart') return;
      const { units } = limit;
      const change = { expression: 'ADD n :back', values: { ':back': -units } };
      await table.update(countKey(limit), change, { expression: 'n >= :units', values: { ':units': units } });
    },
  };
}
