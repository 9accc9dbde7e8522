import { mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { inParallel } from '../functions/shared/in-parallel.ts';
import { startDynamodbLocal } from '../local/dynamodb-local.ts';
import { freePorts } from '../local/ports.ts';
import { chunks } from './handler-rate.ts';

const TABLE = 'bench-ceiling';
/** As many as the ledger has under way. */
const PUTS_AT_ONCE = 32;
/** As the newest rows of a file's business keys are written. */
const ROWS_A_BATCH = 25;
const BATCHES_AT_ONCE = 4;

type Row = Record<string, AttributeValue>;

/**
 * Conditional puts a second that the emulator takes with nothing around them: the very rows of the ledger, into a table like
 * it, stream included. `most` rows at most.
 */
export async function ceilingPerSecond(
  endpoint: string,
  region: string,
  ledger: string,
  most: number,
): Promise<number> {
  const client = clientOf(endpoint, region);
  const rows = await rowsOf(client, ledger, most);
  const perSecond = rows.length / (await secondsToPut(client, rows));
  client.destroy();
  return perSecond;
}

/** A file's rows as they stand in the tables: of the ledger, and the newest of each business key. */
export interface FileRows {
  events: readonly Row[];
  newest: readonly Row[];
}

/** `most` rows at most of each. */
export async function fileRows(
  endpoint: string,
  region: string,
  { ledger, newest }: { ledger: string; newest: string },
  most: number,
): Promise<FileRows> {
  const client = clientOf(endpoint, region);
  const rows = { events: await rowsOf(client, ledger, most), newest: await rowsOf(client, newest, most) };
  client.destroy();
  return rows;
}

/**
 * Rows of a file a second that an emulator takes which has nothing else to do, its database on disk in `data`: one conditional put
 * each of the ledger's rows, and one each of the newest rows in batches, into tables like those.
 */
export async function rowsCeiling({ events, newest }: FileRows, data: string, region: string): Promise<number> {
  mkdirSync(path.join(data, 'logs'), { recursive: true });
  const [port = 0] = await freePorts(1);
  const emulator = await startDynamodbLocal(data, port);
  const client = clientOf(emulator.endpoint, region);
  try {
    return events.length / ((await secondsToPut(client, events)) + (await secondsToWrite(client, newest)));
  } finally {
    client.destroy();
    await emulator.stop();
  }
}

const clientOf = (endpoint: string, region: string) =>
  new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });

const secondsToPut = (client: DynamoDBClient, rows: readonly Row[]) =>
  inTable(client, { keys: ['k'], stream: true }, async () => {
    await inParallel(PUTS_AT_ONCE, rows, (Item) =>
      client.send(new PutItemCommand({ TableName: TABLE, Item, ConditionExpression: 'attribute_not_exists(k)' })),
    );
  });

const secondsToWrite = (client: DynamoDBClient, rows: readonly Row[]) =>
  inTable(client, { keys: ['p', 's'], stream: false }, async () => {
    await inParallel(BATCHES_AT_ONCE, chunks(rows, ROWS_A_BATCH), (batch) => {
      const puts = batch.map((Item) => ({ PutRequest: { Item } }));
      return client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
    });
  });

/** Seconds that something takes with an empty table, which is gone afterwards. */
async function inTable(
  client: DynamoDBClient,
  { keys, stream }: { keys: readonly string[]; stream: boolean },
  work: () => Promise<void>,
): Promise<number> {
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: keys.map((name, nth) => ({ AttributeName: name, KeyType: nth === 0 ? 'HASH' : 'RANGE' })),
      ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: TABLE });
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  await client.send(new DeleteTableCommand({ TableName: TABLE }));
  return seconds;
}

async function rowsOf(client: DynamoDBClient, table: string, most: number): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: table, ...(from && { ExclusiveStartKey: from }) }));
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && rows.length < most);
  return rows.slice(0, most);
}
