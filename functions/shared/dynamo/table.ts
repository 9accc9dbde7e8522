import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Sealer } from '../sealing.ts';
import { type Value, writeUnits } from './item-size.ts';
import { asking, type Meter, metered } from './meter.ts';
import { pastTransactions } from './retry.ts';

/** What every store is made of. */
export interface StoreDeps {
  client: DynamoDBClient;
  /** The table's deployed name. */
  table: string;
  sealer: Sealer;
  meter?: Meter | undefined;
}

/** An item to be written; what is undefined is left out. */
export type Item = Readonly<Record<string, Value | undefined>>;
/** An item as it was stored: parsed by the store's schema before anything is believed. */
export type StoredItem = Readonly<Record<string, unknown>>;
export type Key = Readonly<Record<string, string>>;

export interface Condition {
  expression: string;
  values?: Item;
}

/** `SET a = :a`, with names for attributes that DynamoDB reserves or that come from outside. */
export interface Change {
  expression: string;
  values: Item;
  names?: Readonly<Record<string, string>>;
}

/** A conditional write that did not go through tells what stands there, so that finding out costs no read. */
export type Written = { done: true } | { done: false; old: StoredItem | undefined };

export interface TableQuery {
  index?: string;
  where: string;
  values: Item;
  /** Stops after so many items. */
  limit?: number;
  newestFirst?: boolean;
  /** Default true; an index has only eventual reads. */
  consistent?: boolean;
}

export const toItem = (item: Item): Record<string, AttributeValue> => marshall(item, { removeUndefinedValues: true });
export const fromItem = (item: Record<string, AttributeValue>): StoredItem => unmarshall(item);

/** Values of condition and change together, under names as the expressions write them (`:a`). */
export function valuesOf(...parts: readonly ({ values?: Item } | undefined)[]) {
  const values = Object.assign({}, ...parts.map((part) => part?.values ?? {}));
  return Object.keys(values).length > 0 ? { ExpressionAttributeValues: toItem(values) } : {};
}

/** One table: items in and out as plain values, conditions told apart from failures, capacity told to the meter. */
export class Table {
  readonly name: string;
  readonly #client: DynamoDBClient;
  readonly #meter: Meter | undefined;

  constructor({ client, table, meter }: Pick<StoreDeps, 'client' | 'table' | 'meter'>) {
    this.name = table;
    this.#client = client;
    this.#meter = meter;
  }

  async get(key: Key, { consistent = true }: { consistent?: boolean } = {}): Promise<StoredItem | undefined> {
    const output = await this.#client.send(
      new GetItemCommand({ ...this.#base(), Key: toItem(key), ConsistentRead: consistent }),
    );
    metered(this.#meter, 'GetItem', output.ConsumedCapacity);
    return output.Item && fromItem(output.Item);
  }

  /** One unit for each started KiB, also where the condition fails (then of what is stored). */
  async put(item: Item, condition?: Condition): Promise<Written> {
    return this.#write('PutItem', () =>
      this.#client.send(new PutItemCommand({ ...this.#base(), Item: toItem(item), ...conditional(condition) })),
    );
  }

  async delete(key: Key): Promise<void> {
    await this.#write('DeleteItem', () =>
      this.#client.send(new DeleteItemCommand({ ...this.#base(), Key: toItem(key) })),
    );
  }

  /** `now` is the item as it stands after the change. */
  async update(key: Key, change: Change, condition?: Condition): Promise<Written & { now?: StoredItem | undefined }> {
    let now: StoredItem | undefined;
    const written = await this.#write('UpdateItem', async () => {
      const output = await this.#client.send(
        new UpdateItemCommand({
          ...this.#base(),
          Key: toItem(key),
          UpdateExpression: change.expression,
          ReturnValues: 'ALL_NEW',
          ...conditional(condition),
          ...valuesOf(change, condition),
          ...(change.names && { ExpressionAttributeNames: { ...change.names } }),
        }),
      );
      now = output.Attributes && fromItem(output.Attributes);
      return output;
    });
    return { ...written, now };
  }

  /** All pages, or as many as make `limit` items. */
  async query(query: TableQuery): Promise<StoredItem[]> {
    const items: StoredItem[] = [];
    for await (const page of this.pages(query)) items.push(...page);
    return items;
  }

  /** Page by page, of 1 MiB at most: for what may be too much to hold. */
  async *pages({ index, where, values, limit, newestFirst, consistent = index === undefined }: TableQuery) {
    let from: Record<string, AttributeValue> | undefined;
    let left = limit;
    do {
      const output = await this.#client.send(
        new QueryCommand({
          ...this.#base(),
          ...(index !== undefined && { IndexName: index }),
          KeyConditionExpression: where,
          ExpressionAttributeValues: toItem(values),
          ConsistentRead: consistent,
          ScanIndexForward: !newestFirst,
          ...(left !== undefined && { Limit: left }),
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      metered(this.#meter, 'Query', output.ConsumedCapacity);
      const items = (output.Items ?? []).map(fromItem);
      yield items;
      if (left !== undefined) left -= items.length;
      from = output.LastEvaluatedKey;
    } while (from && (left === undefined || left > 0));
  }

  #base() {
    return { TableName: this.name, ...asking(this.#meter) };
  }

  async #write(
    operation: string,
    send: () => Promise<{ ConsumedCapacity?: Parameters<typeof metered>[2] }>,
  ): Promise<Written> {
    try {
      metered(this.#meter, operation, (await pastTransactions(send)).ConsumedCapacity);
      return { done: true };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const old = error.Item && fromItem(error.Item);
      // DynamoDB charges a failed condition by the item that stands there, and does not say how much.
      this.#meter?.(operation, this.name, old ? writeUnits(old) : 1);
      return { done: false, old };
    }
  }
}

function conditional(condition: Condition | undefined) {
  if (!condition) return {};
  return {
    ConditionExpression: condition.expression,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    ...valuesOf(condition),
  };
}
