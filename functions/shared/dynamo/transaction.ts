import {
  type CancellationReason,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { backOff } from '../back-off.ts';
import { SafeError } from '../safe-error.ts';
import { asking, type Meter, metered } from './meter.ts';
import { MOST_TRIES } from './retry.ts';
import { type Change, type Condition, type Item, type Key, toItem, valuesOf } from './table.ts';

/** One part of a transaction, on the table with that deployed name. */
export type Write = { table: string; condition?: Condition } & (
  | { put: Item }
  | { update: Key; change: Change }
  | { delete: Key }
  | { check: Key }
);

/** Which of the writes had a condition that failed, and which met another transaction. */
export interface Refused {
  failed: readonly number[];
  conflicted: readonly number[];
}

/** Nothing stands against the writes; they only met another transaction. */
export const onlyConflicts = ({ failed }: Refused) => failed.length === 0;

/**
 * All of the writes or none; undefined where they went through. Each costs two units for each started KiB. Throttling is
 * waited out, and thrown as `SafeError` where it lasts; a refusal for which `again` holds is waited out as well, and returned
 * where it lasts.
 */
export async function transact(
  { client, meter }: { client: DynamoDBClient; meter?: Meter | undefined },
  writes: readonly Write[],
  { again = () => false }: { again?: (refused: Refused) => boolean } = {},
): Promise<Refused | undefined> {
  let refused: Refused | undefined;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    if (attempt > 1) await backOff(attempt - 1);
    try {
      const output = await client.send(
        new TransactWriteItemsCommand({ TransactItems: writes.map(partOf), ...asking(meter) }),
      );
      metered(meter, 'TransactWriteItems', output.ConsumedCapacity);
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      refused = readReasons(error.CancellationReasons ?? []);
      if (refused && !again(refused)) return refused;
    }
  }
  if (refused) return refused;
  throw new SafeError('transaction-throttled', 'DynamoDB took no transaction for a while');
}

const PASSING = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Undefined where trying the same again may help. */
function readReasons(reasons: readonly CancellationReason[]): Refused | undefined {
  const where = (code: string) => reasons.flatMap(({ Code }, i) => (Code === code ? [i] : []));
  const refused = { failed: where('ConditionalCheckFailed'), conflicted: where('TransactionConflict') };
  if (refused.failed.length + refused.conflicted.length > 0) return refused;
  if (reasons.some(({ Code }) => Code !== undefined && PASSING.has(Code))) return undefined;
  const codes = [...new Set(reasons.map(({ Code }) => Code ?? 'None'))].filter((code) => code !== 'None');
  throw new SafeError('transaction-refused', `DynamoDB refused a transaction: ${codes.join(', ')}`);
}

function partOf(write: Write): TransactWriteItem {
  const { table, condition } = write;
  const target = { TableName: table, ...(condition && { ConditionExpression: condition.expression }) };
  if ('put' in write) return { Put: { ...target, Item: toItem(write.put), ...valuesOf(condition) } };
  if ('delete' in write) return { Delete: { ...target, Key: toItem(write.delete), ...valuesOf(condition) } };
  if ('update' in write) {
    const { expression, names } = write.change;
    const change = {
      ...target,
      Key: toItem(write.update),
      UpdateExpression: expression,
      ...valuesOf(write.change, condition),
      ...(names && { ExpressionAttributeNames: { ...names } }),
    };
    return { Update: change };
  }
  const expression = condition?.expression ?? 'attribute_not_exists(p)';
  return {
    ConditionCheck: {
      TableName: table,
      ConditionExpression: expression,
      Key: toItem(write.check),
      ...valuesOf(condition),
    },
  };
}
