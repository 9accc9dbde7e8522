import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { itemSize, writeUnits } from '../../../../functions/shared/dynamo/item-size.ts';
import { type TableName, tableNames, tables } from '../../../../functions/shared/dynamo/tables.ts';
import { shardOf } from '../../../../functions/shared/newest.ts';
import type { Membership } from '../../../../functions/shared/people.ts';
import type { Hasher, Sealer } from '../../../../functions/shared/sealing.ts';
import { makeDepartmentKey, NOW } from '../../../factories.ts';
import type { LocalTables } from '../dynamodb-local.ts';
import { dynamodbStores } from './dynamodb-stores.ts';
import { makeNewestRow } from './newest.ts';
import {
  fresh,
  makeCall,
  makeClaim,
  makeCommit,
  makeEntry,
  makeExpense,
  makeGrant,
  makeIssued,
  makeNotice,
  makeRecord,
  makeWarning,
  SECRETS,
} from './records.ts';

/** What only the DynamoDB form can be asked: what stands on its disk, how large it is and what writing it costs. */
export function rowsOfDynamodb(local: () => LocalTables, sealing: { sealer: Sealer; hasher: Hasher }): void {
  const stores = () => dynamodbStores(local().client, sealing);

  /** The row whose first key is `key`, as stored. */
  async function rowOf(table: TableName, key: string, sort = ''): Promise<Record<string, AttributeValue>> {
    const items = await local().rawItems(table);
    const found = items.find((item) => (item['k'] ?? item['p'])?.S === key && (item['s']?.S ?? '').startsWith(sort));
    if (!found) throw new Error(`no row in ${table}`);
    return found;
  }
  const sizeOf = async (table: TableName, key: string, sort?: string) =>
    itemSize(unmarshall(await rowOf(table, key, sort)));

  test('no number, name, phone, amount or text of anybody can be read in any stored row', async () => {
    await storeOneOfEach(stores());
    for (const table of tableNames) {
      const items = await local().rawItems(table);
      expect(items.length, table).toBeGreaterThan(0);
      const bytes = Buffer.concat(items.flatMap(bytesOf));
      for (const [what, secret] of Object.entries(SECRETS))
        expect(bytes.includes(String(secret)), `${what} in ${table}`).toBe(false);
      expect(bytes.includes(SECRETS.phone.slice(3)), `phone in ${table}`).toBe(false);
    }
  });

  describe('a sealed document moved to another row refuses to open', () => {
    async function moveTo(table: TableName, from: Record<string, AttributeValue>, to: Record<string, AttributeValue>) {
      await local().client.send(new PutItemCommand({ TableName: table, Item: { ...from, ...to } }));
    }

    test('of the ledger', async () => {
      const [mine, other] = [makeEntry(), fresh()];
      await stores().ledger.put([mine]);
      await moveTo('Ledger', await rowOf('Ledger', mine.key), { k: { S: other } });
      await expect(stores().ledger.get([other])).rejects.toMatchObject({ code: 'seal-broken' });
    });

    test('of people', async () => {
      const [mine, other] = [makeRecord(), fresh('p-')];
      await stores().people.create(fresh('v1:'), mine);
      await moveTo('People', await rowOf('People', mine.id), { p: { S: other } });
      await expect(stores().people.get([other])).rejects.toMatchObject({ code: 'seal-broken' });
    });

    test('of people, to another version of the same row', async () => {
      const mine = makeRecord();
      await stores().people.create(fresh('v1:'), mine);
      await moveTo('People', await rowOf('People', mine.id), { v: { N: '2' } });
      await expect(stores().people.get([mine.id])).rejects.toMatchObject({ code: 'seal-broken' });
    });

    test('of warnings', async () => {
      const [mine, other] = [makeWarning(), fresh('h-')];
      await stores().warnings.commit(makeCommit(mine));
      await moveTo('Warnings', await rowOf('Warnings', mine.subject, 'W#'), { p: { S: other } });
      await expect(stores().warnings.latest(other)).rejects.toMatchObject({ code: 'seal-broken' });
    });
  });

  test('only the rows of a dry run go, a day after they were put', async () => {
    const [kept, scratch] = [fresh(), `dry#${fresh()}#${fresh()}`];
    const row = makeNewestRow();
    for (const scope of [kept, scratch]) await stores().newest.put(scope, [row]);
    const ttlIn = async (scope: string) => (await rowOf('Newest', `${scope}#${shardOf(row.key)}`))['ttl']?.N;
    expect(await ttlIn(kept)).toBeUndefined();
    expect(Number(await ttlIn(scratch))).toBe((NOW + 86_400_000) / 1000);
  });

  describe('a row stays below its budget, as DynamoDB counts it', () => {
    test('the ledger row of a typical medical event: 1 KiB', async () => {
      const entry = makeEntry();
      await stores().ledger.put([entry]);
      expect(await sizeOf('Ledger', entry.key)).toBeLessThanOrEqual(1024);
    });

    test('a signal: 400 bytes', async () => {
      const signals = [
        makeExpense(),
        makeGrant({ inKind: '大米10公斤、食用油5升', period: '2026-11', household: true }),
      ];
      await stores().signals.record(signals.map((signal) => ({ signal, township: '621122105' })));
      for (const { person } of signals) expect(await sizeOf('Signals', person)).toBeLessThanOrEqual(400);
    });

    test('the newest row of a business key: 400 bytes', async () => {
      const row = makeNewestRow({ left: true });
      const scope = fresh();
      await stores().newest.put(scope, [row]);
      expect(await sizeOf('Newest', `${scope}#${shardOf(row.key)}`)).toBeLessThanOrEqual(400);
    });

    test('a warning of four reasons and four steps: 1 KiB, and so does its history', async () => {
      const warning = makeWarning();
      await stores().warnings.commit(makeCommit(warning));
      expect(await sizeOf('Warnings', warning.subject, 'W#')).toBeLessThanOrEqual(1024);
      expect(await sizeOf('Warnings', warning.subject, 'H#')).toBeLessThanOrEqual(1024);
    });
  });

  describe('write units', () => {
    const total = (units: Readonly<Record<string, number>>) =>
      Object.values(units).reduce((sum, count) => sum + count, 0);

    function metered() {
      const units: Record<string, number> = {};
      const meter = (operation: string, table: string, count: number) => {
        units[`${operation} ${table}`] = (units[`${operation} ${table}`] ?? 0) + count;
      };
      return { stores: dynamodbStores(local().client, { ...sealing, meter }), units };
    }

    test('a quiet event: one in the ledger and one for its signal', async () => {
      const { stores: counted, units } = metered();
      await counted.ledger.put([makeEntry()]);
      await counted.signals.record([{ signal: makeExpense(), township: '621122105' }]);
      expect(units).toEqual({ 'PutItem Ledger': 1, 'BatchWriteItem Signals': 1 });
    });

    test('a row of an uploaded list: one to remember it, a batch of a hundred to look it up', async () => {
      const rows = Array.from({ length: 100 }, () => makeNewestRow());
      const { stores: counted, units } = metered();
      await counted.newest.put('scope', rows);
      await counted.newest.get(
        'scope',
        rows.map(({ key }) => key),
      );
      expect(units).toEqual({ 'BatchWriteItem Newest': 100, 'BatchGetItem Newest': 100 });
    });

    test('a duplicate: one, without a read', async () => {
      const entry = makeEntry();
      await stores().ledger.put([entry]);
      const { stores: counted, units } = metered();
      expect(await counted.ledger.put([entry])).toEqual(['duplicate']);
      expect(units).toEqual({ 'PutItem Ledger': 1 });
    });

    // By each row's own size, as DynamoDB rounds it; the emulator rounds them together.
    test('a new warning of four reasons with one message: 12, counted row by row', async () => {
      const warning = makeWarning();
      const notice = makeNotice({ subject: warning.subject });
      await stores().warnings.commit(makeCommit(warning, { notices: [notice], counts: { 'raised#orange': 1 } }));
      const row = unmarshall(await rowOf('Warnings', warning.subject, 'W#'));
      const { partition, sort, include = [] } = tables.Warnings.indexes?.[0] ?? {};
      const projected = new Set(['p', 's', partition, sort, ...include]);
      const rows = {
        warning: row,
        index: Object.fromEntries(Object.entries(row).filter(([name]) => projected.has(name))),
        history: unmarshall(await rowOf('Warnings', warning.subject, 'H#')),
        number: unmarshall(await rowOf('Warnings', `N#${warning.number}`)),
        notice: unmarshall(await rowOf('Notices', notice.subject)),
        counters: unmarshall(await rowOf('Counters', warning.township)),
      };
      const units = Object.entries(rows).map(([name, each]) => [name, 2 * writeUnits(each)]);
      expect(Object.fromEntries(units)).toEqual({
        warning: 2,
        index: 2,
        history: 2,
        number: 2,
        notice: 2,
        counters: 2,
      });
    });

    // DynamoDB Local leaves the entry in the index of open warnings out of a transaction's units; it is charged like its row.
    const INDEX_ENTRY = 2;

    test('a new warning with one message: 12, and 2 more until it is sent', async () => {
      const { stores: counted, units } = metered();
      const warning = makeWarning();
      const notice = makeNotice({ subject: warning.subject });
      const counts = { 'raised#orange': 1 };
      expect(await counted.warnings.commit(makeCommit(warning, { notices: [notice], counts }))).toBe('committed');
      // Warning, history and number; notice; counters.
      expect(units).toEqual({
        'TransactWriteItems Warnings': 6,
        'TransactWriteItems Notices': 2,
        'TransactWriteItems Counters': 2,
      });
      expect(total(units) + INDEX_ENTRY).toBe(12);
      await counted.notices.claim(notice, makeClaim());
      const sent = { status: 'sent', at: NOW, text: '【民政】请入户', providerId: 'm' } as const;
      await counted.notices.settle(notice, ['calling'], sent);
      expect(total(units) + INDEX_ENTRY).toBe(14);
    });
  });
}

/** Every byte of an item that somebody could read: names, texts, numbers and binary as it is. */
function bytesOf(item: Record<string, unknown>): Buffer[] {
  return Object.entries(item).flatMap(([name, value]) => [Buffer.from(`|${name}=`), ...valueBytes(value)]);
}

function valueBytes(value: unknown): Buffer[] {
  if (value instanceof Uint8Array) return [Buffer.from(value)];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valueBytes);
  return [Buffer.from(`${value}`)];
}

async function storeOneOfEach(stores: ReturnType<typeof dynamodbStores>): Promise<void> {
  const [record, warning, call, issued] = [makeRecord(), makeWarning(), makeCall(), makeIssued()];
  const membership: Membership = { household: fresh('h-'), person: record.id, relation: 'head', from: '2020-01-01' };
  const notice = makeNotice();
  await stores.access.putKey(makeDepartmentKey({ keyid: fresh('key-') }));
  await stores.accessLog.record({
    at: NOW,
    who: 'staff-1',
    role: 'township',
    division: '621122105',
    action: 'person.unmask',
    subject: record.id,
    note: `${SECRETS.name} ${SECRETS.text}`,
  });
  await stores.calls.open(call);
  await stores.ledger.put([makeEntry()]);
  await stores.newest.put(fresh(), [makeNewestRow()]);
  await stores.notices.put([notice]);
  await stores.notices.settle(notice, ['queued'], { status: 'sent', at: NOW, text: SECRETS.text });
  await stores.people.create(fresh('v1:'), record);
  await stores.people.putMemberships([membership]);
  await stores.requests.claim({ department: 'd', keyid: fresh('key-'), nonce: fresh(), at: NOW, events: [fresh()] });
  await stores.signals.record([makeExpense(), makeGrant()].map((signal) => ({ signal, township: '621122105' })));
  await stores.statements.put(issued, { code: fresh(), statement: issued.id, expiresAt: NOW, tries: 0 });
  const counts = { 'raised#orange': 1 };
  await stores.warnings.commit(makeCommit(warning, { notices: [makeNotice()], counts }));
}
