import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBServiceException, TransactionConflictException } from '@aws-sdk/client-dynamodb';

/** Tries of what DynamoDB handed back or refused for the moment: the last waits end after about 1.5 s in all. */
export const MOST_TRIES = 7;
const FIRST_WAIT_MS = 25;

/** Waits before try `attempt` (from 1): doubling, with half of it left to chance so that callers do not march in step. */
export async function backOff(attempt: number): Promise<void> {
  const longest = FIRST_WAIT_MS * 2 ** (attempt - 1);
  await sleep(longest / 2 + (Math.random() * longest) / 2);
}

/** A plain write met a transaction on the same item. It is over in milliseconds, so the write is tried again. */
export async function pastTransactions<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || attempt === MOST_TRIES) throw error;
      await backOff(attempt);
    }
  }
}

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'LimitExceededException',
]);

/** Whether DynamoDB could not do it now (throttled, 5xx, network), as opposed to: the request itself is wrong. */
export function isPassing(error: unknown): boolean {
  if (error instanceof DynamoDBServiceException) return error.$fault === 'server' || THROTTLED.has(error.name);
  // Sockets and time-outs are no service exceptions; our own errors of logic carry no code of the network.
  return error instanceof Error && ('code' in error || error.name === 'TimeoutError');
}
