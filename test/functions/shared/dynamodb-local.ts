import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type AttributeDefinition,
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { type TableDefinition, type TableName, tableNames, tables } from '../../../functions/shared/dynamo/tables.ts';
import { startDynamodbLocal } from '../../../local/dynamodb-local.ts';
import { freePorts } from '../../../local/ports.ts';

/** DynamoDB Local with all tables of the hub, under their plain names. */
export interface LocalTables {
  readonly client: DynamoDBClient;
  /** One more on the same tables, to be destroyed by whoever asked for it. */
  anotherClient(): DynamoDBClient;
  /** Every stored item of a table, as its bytes would be read by somebody who got hold of the disk. */
  rawItems(table: TableName): Promise<Record<string, AttributeValue>[]>;
  stop(): Promise<void>;
}

/** On an emulator of its own, which ends with `stop`. */
export async function startLocalTables(): Promise<LocalTables> {
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-stores-'));
  mkdirSync(path.join(data, 'logs'));
  const [port = 0] = await freePorts(1);
  const emulator = await startDynamodbLocal(data, port, 'in-memory');
  const tables = await makeLocalTables(emulator.endpoint);
  return {
    ...tables,
    async stop() {
      await tables.stop();
      await emulator.stop();
      rmSync(data, { recursive: true });
    },
  };
}

/** On an emulator without tables. */
export async function makeLocalTables(endpoint: string): Promise<LocalTables> {
  const anotherClient = () =>
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  const client = anotherClient();
  await Promise.all(tableNames.map((name) => client.send(creation(name, tables[name]))));
  return {
    client,
    anotherClient,
    rawItems: async (table) => (await client.send(new ScanCommand({ TableName: table }))).Items ?? [],
    async stop() {
      client.destroy();
    },
  };
}

function creation(name: string, { partition, sort, indexes = [] }: TableDefinition): CreateTableCommand {
  const attributes = new Set([
    partition,
    sort ?? partition,
    ...indexes.flatMap((index) => [index.partition, index.sort]),
  ]);
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map(
      (attribute): AttributeDefinition => ({ AttributeName: attribute, AttributeType: 'S' }),
    ),
    KeySchema: keys(partition, sort),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partition, index.sort),
        Projection: index.include
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.include] }
          : { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  });
}

const keys = (partition: string, sort: string | undefined) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
];
