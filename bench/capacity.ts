import {
  type AttributeValue,
  type BatchGetItemCommandInput,
  type BatchWriteItemCommandInput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { itemSize } from '../functions/shared/dynamo/item-size.ts';
import { type IndexDefinition, type TableDefinition, tableNames, tables } from '../functions/shared/dynamo/tables.ts';

/** Units that DynamoDB would bill, by table. */
export interface Capacity {
  readonly write: Readonly<Record<string, number>>;
  readonly read: Readonly<Record<string, number>>;
}

type Row = Record<string, AttributeValue>;
interface Touched {
  table: string;
  key: Row;
  /** Two within a transaction: prepared and committed. */
  times: 1 | 2;
}

const attributes = z.record(z.string(), z.custom<AttributeValue>());
const written = z.object({ TableName: z.string(), Item: attributes });
const keyed = z.object({ TableName: z.string(), Key: attributes });
const batchWrite = z.custom<BatchWriteItemCommandInput>();
const transaction = z.custom<TransactWriteItemsCommandInput>();
const batchGet = z.custom<BatchGetItemCommandInput>();
const consistent = z.object({ TableName: z.string(), ConsistentRead: z.boolean().default(false) });
const answered = z.object({
  Item: attributes.optional(),
  Items: z.array(attributes).default([]),
  Responses: z.record(z.string(), z.array(attributes)).default({}),
});

/**
 * Counts what calls of a client cost by DynamoDB's own rules, from the rows themselves: the emulator neither rounds each item
 * of a transaction nor tells what a failed condition costs. `plain` looks at rows before and after and is not counted.
 * Tables stand under their plain names.
 */
export class CapacityCount {
  #write: Record<string, number> = {};
  #read: Record<string, number> = {};
  readonly #plain: DynamoDBClient;

  constructor(counted: DynamoDBClient, plain: DynamoDBClient) {
    this.#plain = plain;
    counted.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const touched = touchedBy(commandName ?? '', args.input);
          if (touched.length === 0) {
            const answer = await next(args);
            this.#countRead(commandName ?? '', args.input, answer.output);
            return answer;
          }
          const before = await Promise.all(touched.map((each) => this.#rowOf(each)));
          try {
            return await next(args);
          } catch (error) {
            // A refusal is billed as the write would have been, by what stands there.
            const refused =
              error instanceof ConditionalCheckFailedException || error instanceof TransactionCanceledException;
            if (!refused) touched.splice(0);
            throw error;
          } finally {
            for (const [i, each] of touched.entries()) this.#countWrite(each, before[i], await this.#rowOf(each));
          }
        },
      { step: 'initialize', name: 'capacityCount' },
    );
  }

  /** What `work` costs. One at a time: everything that is called meanwhile is counted in. */
  async during(work: () => Promise<unknown>): Promise<Capacity> {
    this.#write = {};
    this.#read = {};
    await work();
    return { write: this.#write, read: this.#read };
  }

  async #rowOf({ table, key }: Touched): Promise<Row | undefined> {
    return (await this.#plain.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  }

  /** One unit for each started KiB of the larger of before and after, and what the indexes take. */
  #countWrite({ table, times }: Touched, before: Row | undefined, after: Row | undefined): void {
    const size = Math.max(sizeOf(before), sizeOf(after), 1);
    const indexes = definitionOf(table).indexes ?? [];
    const units =
      Math.ceil(size / 1024) + indexes.reduce((sum, index) => sum + indexUnits(table, index, before, after), 0);
    this.#write[table] = (this.#write[table] ?? 0) + times * units;
  }

  #countRead(command: string, input: unknown, output: unknown): void {
    const { Item, Items, Responses } = answered.parse(output);
    if (command === 'BatchGetItemCommand') {
      for (const [table, { Keys = [], ConsistentRead }] of Object.entries(batchGet.parse(input).RequestItems ?? {})) {
        const found = Responses[table] ?? [];
        const units = found.reduce((sum, item) => sum + fourKib(sizeOf(item)), 0) + Keys.length - found.length;
        this.#addRead(table, units, ConsistentRead ?? false);
      }
      return;
    }
    const { TableName, ConsistentRead } = consistent.parse(input);
    const size = command === 'GetItemCommand' ? sizeOf(Item) : Items.reduce((sum, item) => sum + sizeOf(item), 0);
    this.#addRead(TableName, fourKib(size), ConsistentRead);
  }

  #addRead(table: string, units: number, isConsistent: boolean): void {
    this.#read[table] = (this.#read[table] ?? 0) + (isConsistent ? units : units / 2);
  }
}

/** What is not there costs the least there is. */
const fourKib = (size: number) => Math.max(1, Math.ceil(size / 4096));
const sizeOf = (row: Row | undefined) => (row ? itemSize(unmarshall(row)) : 0);

function definitionOf(table: string): TableDefinition {
  const name = tableNames.find((each) => each === table);
  if (!name) throw new Error(`no table is called ${table}`);
  return tables[name];
}

function keyOf(table: string, item: Row): Row {
  const { partition, sort } = definitionOf(table);
  return Object.fromEntries(Object.entries(item).filter(([name]) => name === partition || name === sort));
}

/** None for reads. */
function touchedBy(command: string, input: unknown): Touched[] {
  switch (command) {
    case 'PutItemCommand': {
      const { TableName: table, Item } = written.parse(input);
      return [{ table, key: keyOf(table, Item), times: 1 }];
    }
    case 'UpdateItemCommand':
    case 'DeleteItemCommand': {
      const { TableName: table, Key } = keyed.parse(input);
      return [{ table, key: Key, times: 1 }];
    }
    case 'BatchWriteItemCommand':
      return Object.entries(batchWrite.parse(input).RequestItems ?? {}).flatMap(([table, requests]) =>
        requests.map(({ PutRequest, DeleteRequest }): Touched => {
          const key = DeleteRequest?.Key ?? keyOf(table, PutRequest?.Item ?? {});
          return { table, key, times: 1 };
        }),
      );
    case 'TransactWriteItemsCommand':
      return (transaction.parse(input).TransactItems ?? []).flatMap(({ Put, Update, Delete, ConditionCheck }) => {
        if (Put) return [{ table: Put.TableName ?? '', key: keyOf(Put.TableName ?? '', Put.Item ?? {}), times: 2 }];
        const other = Update ?? Delete ?? ConditionCheck;
        return other ? [{ table: other.TableName ?? '', key: other.Key ?? {}, times: 2 }] : [];
      });
    default:
      return [];
  }
}

/** One unit for an entry that comes, goes or changes what is projected; two where it moves to another place. */
function indexUnits(table: string, index: IndexDefinition, before: Row | undefined, after: Row | undefined): number {
  const [old, now] = [entryOf(table, index, before), entryOf(table, index, after)];
  if (!old && !now) return 0;
  if (!old || !now) return kib(sizeOf(old ?? now));
  if (JSON.stringify(old) === JSON.stringify(now)) return 0;
  const moved = [index.partition, index.sort].some((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
  return moved ? kib(sizeOf(old)) + kib(sizeOf(now)) : kib(Math.max(sizeOf(old), sizeOf(now)));
}

const kib = (size: number) => Math.max(1, Math.ceil(size / 1024));

/** Undefined where the row has not both of the index's keys: then it is not in it. */
function entryOf(
  table: string,
  { partition, sort, include = [] }: IndexDefinition,
  row: Row | undefined,
): Row | undefined {
  if (!row?.[partition] || !row[sort]) return undefined;
  const own = definitionOf(table);
  const names = new Set([own.partition, own.sort, partition, sort, ...include]);
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => names.has(name))
      .toSorted(),
  );
}

export const total = (units: Readonly<Record<string, number>>): number =>
  Object.values(units).reduce((sum, each) => sum + each, 0);

/** Of several, with `less` taken off. */
export function sum(given: readonly Capacity[], less: readonly Capacity[] = []): Capacity {
  const added = (part: keyof Capacity) => {
    const units: Record<string, number> = {};
    for (const [sign, all] of [
      [1, given],
      [-1, less],
    ] as const)
      for (const each of all)
        for (const [table, one] of Object.entries(each[part])) units[table] = (units[table] ?? 0) + sign * one;
    return units;
  };
  return { write: added('write'), read: added('read') };
}

export function divided({ write, read }: Capacity, by: number): Capacity {
  const part = (units: Capacity['write']) =>
    Object.fromEntries(Object.entries(units).map(([table, each]) => [table, each / by]));
  return { write: part(write), read: part(read) };
}

export const only = (table: string, capacity: Capacity) => kept(capacity, (name) => name === table);
export const without = (table: string, capacity: Capacity) => kept(capacity, (name) => name !== table);

function kept({ write, read }: Capacity, wanted: (table: string) => boolean): Capacity {
  const part = (units: Capacity['write']) => Object.fromEntries(Object.entries(units).filter(([name]) => wanted(name)));
  return { write: part(write), read: part(read) };
}
