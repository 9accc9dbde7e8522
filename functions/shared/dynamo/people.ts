import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Membership, People, PersonRecord } from '../people.ts';
import type { Hasher, Sealer } from '../sealing.ts';
import { asBytes, asNumber, asText, binary, number, readRow, readSealed, text } from './attributes.ts';
import { dynamoTable, type Item, transact } from './table.ts';

const dated = z.object({ value: z.string(), at: z.number() });
const row = z.object({ p: asText, v: asNumber, x: asBytes, h: asText.optional() });
const sealed = z.object({
  idNumber: z.string(),
  name: dated.optional(),
  phone: dated.optional(),
  registered: dated.optional(),
  residence: dated.optional(),
  diedOn: z.string().optional(),
  rostered: z.literal(true).optional(),
});
const member = z.object({
  p: asText,
  s: asText,
  r: asText.pipe(z.enum(['head', 'spouse', 'child', 'parent', 'other'])),
  f: asText,
  u: asText.optional(),
});

const personKey = (id: string): Item => ({ p: text(id), s: text('P') });
const place = (id: string, version: number) => `people|${id}|${version}`;

/** A quiet event reads half a unit for the key and one for the person, and writes nothing here. */
export function dynamoPeople({
  client,
  table: name,
  sealer,
  hasher,
}: {
  client: DynamoDBClient;
  table: string;
  sealer: Sealer;
  hasher: Hasher;
}): People {
  const table = dynamoTable(client, name);

  async function itemOf(record: PersonRecord): Promise<Item> {
    const { id, version, household, ...own } = record;
    return {
      ...personKey(id),
      v: number(version),
      x: binary(await sealer.seal('people', place(id, version), own)),
      ...(household && { h: text(household) }),
    };
  }

  async function read(item: Item): Promise<PersonRecord> {
    const { p, v, x, h } = readRow(row, item, 'People');
    const own = readSealed(sealed, await sealer.open('people', place(p, v), x), 'People');
    const { name: called, phone, registered, residence, diedOn, rostered, idNumber } = own;
    return {
      id: p,
      version: v,
      idNumber,
      ...(called && { name: called }),
      ...(phone && { phone }),
      ...(registered && { registered }),
      ...(residence && { residence }),
      ...(diedOn && { diedOn }),
      ...(rostered && { rostered }),
      ...(h && { household: h }),
    };
  }

  /** The rows by which somebody is found besides their ID number; the old ones go when phone, name or place change. */
  const lookUps = (record: PersonRecord): Item[] => [
    ...(record.phone ? [{ p: text(`P#${hasher.phoneKey(record.phone.value)}`), s: text(record.id) }] : []),
    ...(record.name && record.residence
      ? [{ p: text(`N#${hasher.nameKey(record.name.value, record.residence.value.slice(0, 9))}`), s: text(record.id) }]
      : []),
  ];

  const foundBy = async (partition: string) => {
    const items = await table.query({
      KeyConditionExpression: 'p = :p',
      ExpressionAttributeValues: { ':p': text(partition) },
    });
    return items.map((item) => readRow(z.object({ s: asText }), item, 'People').s);
  };

  return {
    async ids(keys) {
      const wanted = [...new Set(keys)];
      const rowOf = (key: string): Item => ({ p: text(`K#${key}`), s: text('P') });
      const idsIn = (items: readonly Item[]) =>
        items.map((item) => {
          const { p, i } = readRow(z.object({ p: asText, i: asText }), item, 'People');
          return [p.slice('K#'.length), i] as const;
        });
      const found = new Map(idsIn(await table.batchGet(wanted.map(rowOf), false)));
      const missing = wanted.filter((key) => !found.has(key));
      for (const [key, id] of idsIn(await table.batchGet(missing.map(rowOf)))) found.set(key, id);
      return found;
    },
    async get(ids) {
      const items = await table.batchGet([...new Set(ids)].map(personKey));
      const records = await Promise.all(items.map(read));
      return new Map(records.map((record) => [record.id, record]));
    },
    async create(key, record) {
      const puts: TransactWriteItem[] = [
        {
          Put: {
            TableName: name,
            Item: { p: text(`K#${key}`), s: text('P'), i: text(record.id) },
            ConditionExpression: 'attribute_not_exists(p)',
          },
        },
        { Put: { TableName: name, Item: await itemOf(record) } },
        ...lookUps(record).map((item) => ({ Put: { TableName: name, Item: item } })),
      ];
      if ((await transact(client, puts)) === 'done') return record.id;
      const standing = await table.get({ p: text(`K#${key}`), s: text('P') });
      // Only held by another transaction: nothing stands yet, and the whole is tried again.
      return standing ? readRow(z.object({ i: asText }), standing, 'People').i : this.create(key, record);
    },
    async update(record, before) {
      const [old, fresh] = [lookUps(before), lookUps(record)];
      const result = await table.putIf(await itemOf(record), 'v = :v', { ':v': number(record.version - 1) });
      if (result !== 'put') return false;
      const same = (a: Item) => (b: Item) => a['p']?.S === b['p']?.S;
      await table.batchPut(fresh.filter((item) => !old.some(same(item))));
      await table.batchDelete(old.filter((item) => !fresh.some(same(item))));
      return true;
    },
    async members(household) {
      const items = await table.query({
        KeyConditionExpression: 'p = :p',
        ExpressionAttributeValues: { ':p': text(`H#${household}`) },
        ConsistentRead: true,
      });
      return items.map(readMembership);
    },
    async putMemberships(memberships) {
      await table.batchPut(memberships.map(membershipItem));
    },
    byPhone: (key) => foundBy(`P#${key}`),
    byName: (key) => foundBy(`N#${key}`),
  };
}

const membershipItem = ({ household, person, relation, from, until }: Membership): Item => ({
  p: text(`H#${household}`),
  s: text(`M#${person}`),
  r: text(relation),
  f: text(from),
  ...(until && { u: text(until) }),
});

function readMembership(item: Item): Membership {
  const { p, s, r, f, u } = readRow(member, item, 'People');
  return {
    household: p.slice('H#'.length),
    person: s.slice('M#'.length),
    relation: r,
    from: f,
    ...(u && { until: u }),
  };
}
