import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { officeSchema } from '../../../domain/office.ts';
import type { OfficeChange, Offices } from '../offices.ts';
import { bytes, keyed, versionBefore } from './row.ts';
import { type StoreDeps, type StoredItem, Table } from './table.ts';
import { onlyConflicts, transact } from './transaction.ts';

/** p OFFICES · s O#id · v version · x sealed; and p OFFICES · s MARK · m another text after every change. */
const row = keyed.extend({ v: z.number(), x: bytes });
const markRow = z.object({ m: z.string() });
const sealed = z.object({ at: z.number(), by: z.string(), office: officeSchema.optional() });

const PARTITION = 'OFFICES';
const MARK = { p: PARTITION, s: 'MARK' } as const;

/**
 * Offices in Access: `mark` is half a read unit, so that every instance can ask each minute; `put` is two units for the
 * mark and two for each started KiB. Contacts are people, so a change is sealed.
 */
export function dynamoOffices(deps: StoreDeps): Offices {
  const table = new Table(deps);
  const { sealer } = deps;

  async function read(item: StoredItem): Promise<OfficeChange> {
    const { s, v, x } = row.parse(item);
    const id = s.slice('O#'.length);
    const { office, ...rest } = sealed.parse(await sealer.open('access', placeOf(id, v), x));
    return { id, version: v, ...rest, ...(office && { office }) };
  }

  return {
    async mark() {
      const item = await table.get(MARK, { consistent: false });
      return item && markRow.parse(item).m;
    },
    async all() {
      const items = await table.query({
        where: 'p = :p AND begins_with(s, :office)',
        values: { ':p': PARTITION, ':office': 'O#' },
      });
      return Promise.all(items.map(read));
    },
    async get(id) {
      const item = await table.get({ p: PARTITION, s: `O#${id}` });
      return item && read(item);
    },
    async put({ id, version, ...rest }) {
      const x = await sealer.seal('access', placeOf(id, version), rest);
      const change = { p: PARTITION, s: `O#${id}`, v: version, x };
      const mark = { ...MARK, m: randomBytes(9).toString('base64url') };
      const refused = await transact(
        deps,
        [
          { table: deps.table, put: change, condition: versionBefore(version) },
          { table: deps.table, put: mark },
        ],
        { again: onlyConflicts },
      );
      return refused === undefined;
    },
  };
}

const placeOf = (id: string, version: number) => `Access/OFFICES/${id}/${version}`;
