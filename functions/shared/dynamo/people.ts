import * as z from 'zod';
import { personContactSchema } from '../../../domain/person-contact.ts';
import { inParallel } from '../in-parallel.ts';
import { lookUpsOf } from '../look-ups.ts';
import type { Membership, People, PersonRecord, Residency } from '../people.ts';
import { SafeError } from '../safe-error.ts';
import type { Hasher, Sealer } from '../sealing.ts';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { ABSENT, bytes, keyed, versionBefore } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';
import { onlyConflicts, transact } from './transaction.ts';

/** p person · s P · v version · h household · rt township on whose roster · x sealed */
const row = keyed.extend({ v: z.number(), h: z.string().optional(), rt: z.string().optional(), x: bytes });
const pointer = z.object({ p: z.string(), i: z.string() });
/** p H#household · s M#person#from · r relation · u until */
const member = keyed.extend({
  r: z.enum(['head', 'spouse', 'child', 'parent', 'other']),
  u: z.string().optional(),
});

const dated = z.object({ value: z.string(), at: z.number() });
const document = z.object({
  idNumber: z.string(),
  name: dated.optional(),
  phone: dated.optional(),
  registered: dated.optional(),
  residence: dated.optional(),
  diedOn: z.string().optional(),
  rostered: z.literal(true).optional(),
  contact: personContactSchema.optional(),
});

/**
 * People. A known person costs half a read unit for the key and one for the record, and nothing is written while nothing
 * changes. `create`: two units a row in one transaction, for the key, the record and its look-ups. `update`: one unit, or
 * where look-ups change two for the record and for each look-up that comes or goes, in one transaction: nobody is lost between.
 * `putMemberships`: half a read unit a person and household, and one unit for each stay that changed.
 */
export function dynamoPeople(deps: StoreDeps & { hasher: Hasher }): People {
  const table = new Table(deps);
  const { sealer, hasher } = deps;

  return {
    async ids(personKeys) {
      const wanted = [...new Set(personKeys)];
      const found = await idsIn(deps, wanted, false);
      const missing = wanted.filter((key) => !found.has(key));
      return missing.length === 0 ? found : new Map([...found, ...(await idsIn(deps, missing, true))]);
    },
    async get(ids) {
      const items = await batchGet(deps, ids.map(recordKey), { consistent: true });
      const records = await Promise.all(items.map((item) => recordOf(sealer, item)));
      return new Map(records.map((record) => [record.id, record]));
    },
    async create(personKey, record) {
      const key = { p: `K#${personKey}`, s: 'P' };
      const writes = [
        { table: deps.table, put: { ...key, i: record.id }, condition: ABSENT },
        { table: deps.table, put: await itemOf(sealer, record) },
        ...lookUps(hasher, record).map((item) => ({ table: deps.table, put: item })),
      ];
      const refused = await transact(deps, writes, { again: onlyConflicts });
      if (!refused) return record.id;
      const standing = await table.get(key);
      if (!standing) throw new SafeError('person-busy', 'a person’s key kept meeting other transactions');
      return pointer.parse(standing).i;
    },
    async update(record, before) {
      const [item, condition] = [await itemOf(sealer, record), versionBefore(record.version)];
      const [old, now] = [lookUps(hasher, before), lookUps(hasher, record)];
      const added = now.filter(({ p }) => !old.some((each) => each.p === p));
      const gone = old.filter(({ p }) => !now.some((each) => each.p === p));
      if (added.length + gone.length === 0) return (await table.put(item, condition)).done;
      const writes = [
        { table: deps.table, put: item, condition },
        ...added.map((put) => ({ table: deps.table, put })),
        ...gone.map((key) => ({ table: deps.table, delete: key })),
      ];
      return (await transact(deps, writes, { again: onlyConflicts })) === undefined;
    },
    async members(household) {
      const items = await table.query({ where: 'p = :p', values: { ':p': `H#${household}` } });
      return items.map(membershipOf);
    },
    async putMemberships(memberships, left = []) {
      const residencies = new Map([...memberships, ...left].map((each) => [residencyKey(each), each]));
      const found = await inParallel(8, [...residencies.values()], async ({ household, person }) => {
        const values = { ':p': `H#${household}`, ':m': `M#${person}#` };
        return table.query({ where: 'p = :p AND begins_with(s, :m)', values });
      });
      const standing = new Map(found.flat().map((item) => [rowKey(item), membershipOf(item)]));
      const wanted = new Map(memberships.map((stay) => [rowKey(memberItem(stay)), stay]));
      const changed = [...wanted].filter(([key, stay]) => !same(stay, standing.get(key)));
      // Old stays go last: a reader in between finds somebody twice, which callers know of, but never nowhere.
      await batchPut(
        deps,
        changed.map(([, stay]) => memberItem(stay)),
        rowKey,
      );
      const gone = [...standing].filter(([key]) => !wanted.has(key));
      await batchDelete(
        deps,
        gone.map(([, stay]) => memberKey(stay)),
      );
    },
    byPhone: (phoneKey) => personsUnder(table, `P#${phoneKey}`),
    byName: (nameKey) => personsUnder(table, `N#${nameKey}`),
    async watched(township) {
      const items = await table.query({ index: 'roster', where: 'rt = :rt', values: { ':rt': township } });
      return items.map((item) => keyed.parse(item).p);
    },
  };
}

async function idsIn(
  deps: StoreDeps,
  personKeys: readonly string[],
  consistent: boolean,
): Promise<Map<string, string>> {
  const keys = personKeys.map((key) => ({ p: `K#${key}`, s: 'P' }));
  const found = (await batchGet(deps, keys, { consistent })).map((item) => pointer.parse(item));
  return new Map(found.map(({ p, i }) => [p.slice('K#'.length), i]));
}

const personsUnder = async (table: Table, p: string) =>
  (await table.query({ where: 'p = :p', values: { ':p': p } })).map((item) => keyed.parse(item).s);

/** The rows by which somebody is found without an ID number. */
function lookUps(hasher: Hasher, record: PersonRecord): { p: string; s: string }[] {
  const { phones, names } = lookUpsOf(hasher, record);
  return [...phones.map((key) => `P#${key}`), ...names.map((key) => `N#${key}`)].map((p) => ({ p, s: record.id }));
}

const recordKey = (id: string) => ({ p: id, s: 'P' });
const placeOf = (id: string, version: number) => `People/${id}/${version}`;

async function itemOf(sealer: Sealer, { id, version, household, watchedIn, ...own }: PersonRecord): Promise<Item> {
  const x = await sealer.seal('people', placeOf(id, version), own);
  return { ...recordKey(id), v: version, h: household, rt: watchedIn, x };
}

async function recordOf(sealer: Sealer, item: StoredItem): Promise<PersonRecord> {
  const { p, v, h, rt, x } = row.parse(item);
  const { idNumber, name, phone, registered, residence, diedOn, rostered, contact } = document.parse(
    await sealer.open('people', placeOf(p, v), x),
  );
  return {
    id: p,
    version: v,
    idNumber,
    ...(name && { name }),
    ...(phone && { phone }),
    ...(registered && { registered }),
    ...(residence && { residence }),
    ...(diedOn && { diedOn }),
    ...(rostered && { rostered }),
    ...(h && { household: h }),
    ...(rt && { watchedIn: rt }),
    ...(contact && { contact }),
  };
}

const rowKey = ({ p, s }: Item | StoredItem) => `${p}|${s}`;
const residencyKey = ({ household, person }: Residency) => `${household}|${person}`;
const memberKey = ({ household, person, from }: Membership) => ({ p: `H#${household}`, s: `M#${person}#${from}` });
const memberItem = (stay: Membership): Item => ({ ...memberKey(stay), r: stay.relation, u: stay.until });
const same = (a: Membership, b: Membership | undefined) => a.relation === b?.relation && a.until === b.until;

function membershipOf(item: StoredItem): Membership {
  const { p, s, r, u } = member.parse(item);
  const [, person = '', from = ''] = s.split('#');
  return { household: p.slice('H#'.length), person, relation: r, from, ...(u && { until: u }) };
}
