import { DynamoDBServiceException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { backOff } from '../back-off.ts';

/** Tries of what DynamoDB handed back or refused for the moment: the last waits end after about 1.5 s in all. */
export const MOST_TRIES = 7;

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
