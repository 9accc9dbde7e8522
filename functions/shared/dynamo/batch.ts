import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { backOff } from '../back-off.ts';
import { inParallel } from '../in-parallel.ts';
import { SafeError } from '../safe-error.ts';
import { asking, type Meter, metered } from './meter.ts';
import { MOST_TRIES } from './retry.ts';
import { fromItem, type Item, type Key, type StoredItem, toItem } from './table.ts';

interface BatchDeps {
  client: DynamoDBClient;
  table: string;
  meter?: Meter | undefined;
}

const MOST_WRITES = 25;
const MOST_READS = 100;
const BATCHES_AT_ONCE = 4;

/**
 * Writes items without conditions, one unit for each started KiB. A key that comes twice is written once, as it came last.
 * What DynamoDB hands back is tried again, and thrown as `SafeError` where it never takes it: nothing is dropped.
 */
export async function batchPut(deps: BatchDeps, items: readonly Item[], keyOf: (item: Item) => string): Promise<void> {
  const requests = new Map(items.map((item) => [keyOf(item), { PutRequest: { Item: toItem(item) } }]));
  await writeAll(deps, [...requests.values()]);
}

/** Deletes by key; what is not there is no error. */
export async function batchDelete(deps: BatchDeps, keys: readonly Key[]): Promise<void> {
  const requests = new Map(keys.map((key) => [identity(key), { DeleteRequest: { Key: toItem(key) } }]));
  await writeAll(deps, [...requests.values()]);
}

async function writeAll(deps: BatchDeps, requests: readonly WriteRequest[]): Promise<void> {
  await inParallel(BATCHES_AT_ONCE, chunksOf(requests, MOST_WRITES), (chunk) => writeChunk(deps, chunk));
}

async function writeChunk({ client, table, meter }: BatchDeps, chunk: readonly WriteRequest[]): Promise<true> {
  let waiting = [...chunk];
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    if (attempt > 1) await backOff(attempt - 1);
    const output = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: waiting }, ...asking(meter) }),
    );
    metered(meter, 'BatchWriteItem', output.ConsumedCapacity);
    waiting = output.UnprocessedItems?.[table] ?? [];
    if (waiting.length === 0) return true;
  }
  throw new SafeError('unprocessed-writes', `DynamoDB left ${waiting.length} writes of a batch undone`);
}

/** Reads by key; what is not there is missing in the answer, which has no order. */
export async function batchGet(
  deps: BatchDeps,
  keys: readonly Key[],
  { consistent }: { consistent: boolean },
): Promise<StoredItem[]> {
  const wanted = [...new Map(keys.map((key) => [identity(key), toItem(key)])).values()];
  const found = await inParallel(BATCHES_AT_ONCE, chunksOf(wanted, MOST_READS), (chunk) =>
    readChunk(deps, chunk, consistent),
  );
  return found.flat();
}

async function readChunk(
  { client, table, meter }: BatchDeps,
  chunk: Record<string, AttributeValue>[],
  consistent: boolean,
): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let waiting = chunk;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    if (attempt > 1) await backOff(attempt - 1);
    const output = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [table]: { Keys: waiting, ConsistentRead: consistent } },
        ...asking(meter),
      }),
    );
    metered(meter, 'BatchGetItem', output.ConsumedCapacity);
    for (const item of output.Responses?.[table] ?? []) items.push(fromItem(item));
    waiting = output.UnprocessedKeys?.[table]?.Keys ?? [];
    if (waiting.length === 0) return items;
  }
  throw new SafeError('unprocessed-reads', `DynamoDB left ${waiting.length} reads of a batch undone`);
}

const identity = (key: Key) => JSON.stringify(Object.values(key));

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
