import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { AccessEntry, AccessLog } from '../access-log.ts';
import { bytes, epochSecond, keyed, padded } from './row.ts';
import { type StoreDeps, Table } from './table.ts';

const row = keyed.extend({ x: bytes });
const entry = z.object({
  at: z.number(),
  who: z.string(),
  role: z.string(),
  division: z.string(),
  action: z.string(),
  subject: z.string(),
  purpose: z.string().optional(),
  fields: z.array(z.string()).optional(),
  note: z.string().optional(),
});

/** The access log: one unit an entry. Notes are people's own words, so an entry is sealed like everything personal. */
export function dynamoAccessLog(deps: StoreDeps & { keptFor?: number | undefined }): AccessLog {
  const table = new Table(deps);
  const { sealer, keptFor } = deps;
  const placeOf = (p: string, s: string) => `AccessLog/${p}/${s}`;
  return {
    async record(looked) {
      const [p, s] = [looked.subject, `${padded(looked.at)}#${randomBytes(6).toString('base64url')}`];
      const x = await sealer.seal('access', placeOf(p, s), looked);
      await table.put({ p, s, x, ttl: epochSecond(keptFor === undefined ? undefined : looked.at + keptFor) });
    },
    async of(subject) {
      const items = await table.query({ where: 'p = :p', values: { ':p': subject } });
      return Promise.all(
        items.map(async (item): Promise<AccessEntry> => {
          const { p, s, x } = row.parse(item);
          const { purpose, fields, note, ...looked } = entry.parse(await sealer.open('access', placeOf(p, s), x));
          return { ...looked, ...(purpose && { purpose }), ...(fields && { fields }), ...(note && { note }) };
        }),
      );
    },
  };
}
