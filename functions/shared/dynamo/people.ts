import * as z from 'zod';
import type { Membership, People, PersonRecord } from '../people.ts';
import type { Hasher, Sealer } from '../sealing.ts';
import { batchDelete, batchGet, batchPut } from './batch.ts';
import { ABSENT, bytes, keyed, versionBefore } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';
import { transact } from './transaction.ts';

/** p person · s P · v version · h household · x sealed */
const row = keyed.extend({ v: z.number(), h: z.string().optional(), x: bytes });
const pointer = z.object({ p: z.string(), i: z.string() });
/** p H#household · s M#person · r relation · f from · u until */
const member = keyed.extend({
  r: z.enum(['head', 'spouse', 'child', 'parent', 'other']),
  f: z.string(),
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
});

/**
 * People. A known person costs half a read unit for the key and one for the record, and nothing is written while nothing
 * changes. `create`: two units a row in one transaction, for the key, the record and its look-ups.
 */
export function dynamoPeople(deps: StoreDeps & { hasher: Hasher }): People {
  const table = new Table(deps);
  const { sealer, hasher } = deps;
  const rowKey = ({ p, s }: Item) => `${p}|${s}`;

  const people: People = {
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
      const refused = await transact(deps, [
        { table: deps.table, put: { ...key, i: record.id }, condition: ABSENT },
        { table: deps.table, put: await itemOf(sealer, record) },
        ...lookUps(hasher, record).map((item) => ({ table: deps.table, put: item })),
      ]);
      if (!refused) return record.id;
      const standing = await table.get(key);
      // Another transaction held the key and then failed: nothing stands there, and ours is tried again.
      return standing ? pointer.parse(standing).i : people.create(personKey, record);
    },
    async update(record, before) {
      const written = await table.put(await itemOf(sealer, record), versionBefore(record.version));
      if (!written.done) return false;
      const [old, fresh] = [lookUps(hasher, before), lookUps(hasher, record)];
      const others = (these: readonly Item[]) => (item: Item) => !these.some(({ p }) => p === item['p']);
      await batchPut(deps, fresh.filter(others(old)), rowKey);
      await batchDelete(
        deps,
        old.filter(others(fresh)).map(({ p, s }) => ({ p: String(p), s: String(s) })),
      );
      return true;
    },
    async members(household) {
      const items = await table.query({ where: 'p = :p', values: { ':p': `H#${household}` } });
      return items.map(membershipOf);
    },
    putMemberships: (memberships) => batchPut(deps, memberships.map(memberItem), rowKey),
    byPhone: (phoneKey) => personsUnder(table, `P#${phoneKey}`),
    byName: (nameKey) => personsUnder(table, `N#${nameKey}`),
  };
  return people;
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

/** The rows by which somebody is found without an ID number; a name only together with the township. */
function lookUps(hasher: Hasher, { id, phone, name, residence }: PersonRecord): Item[] {
  return [
    ...(phone ? [{ p: `P#${hasher.phoneKey(phone.value)}`, s: id }] : []),
    ...(name && residence ? [{ p: `N#${hasher.nameKey(name.value, residence.value.slice(0, 9))}`, s: id }] : []),
  ];
}

const recordKey = (id: string) => ({ p: id, s: 'P' });
const placeOf = (id: string, version: number) => `People/${id}/${version}`;

async function itemOf(sealer: Sealer, { id, version, household, ...own }: PersonRecord): Promise<Item> {
  return { ...recordKey(id), v: version, h: household, x: await sealer.seal('people', placeOf(id, version), own) };
}

async function recordOf(sealer: Sealer, item: StoredItem): Promise<PersonRecord> {
  const { p, v, h, x } = row.parse(item);
  const { idNumber, name, phone, registered, residence, diedOn, rostered } = document.parse(
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
  };
}

const memberItem = ({ household, person, relation, from, until }: Membership): Item => ({
  p: `H#${household}`,
  s: `M#${person}`,
  r: relation,
  f: from,
  u: until,
});

function membershipOf(item: StoredItem): Membership {
  const { p, s, r, f, u } = member.parse(item);
  return {
    household: p.slice('H#'.length),
    person: s.slice('M#'.length),
    relation: r,
    from: f,
    ...(u && { until: u }),
  };
}
