import {
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoWarnings } from '../../../../functions/shared/dynamo/warnings.ts';
import { memoryAccess } from '../../../../functions/shared/memory/access.ts';
import { makeCommit, makeNotice, makeWarning } from '../contract/records.ts';
import { makeSealing } from '../sealing.ts';

const dynamodb = mockClient(DynamoDBClient);
// It changes the class itself, which other files of this worker use as well.
afterAll(() => dynamodb.restore());
const { sealer } = await makeSealing(memoryAccess());
const warnings = dynamoWarnings({
  client: new DynamoDBClient({ region: 'cn-north-1' }),
  table: 'Warnings',
  notices: 'Notices',
  counters: 'Counters',
  sealer,
});

beforeEach(() => dynamodb.reset());

/** The transaction of a new warning: the warning, its history, its number, a notice, the counters. */
const commit = () => {
  const warning = makeWarning();
  const notices = [makeNotice({ subject: warning.subject })];
  return warnings.commit(makeCommit(warning, { notices, counts: { 'raised#orange': 1 } }));
};
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'x',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('a transaction that was cancelled', () => {
  test.each([
    ['conflict', 'by a version that moved on', ['ConditionalCheckFailed', 'None', 'None', 'None', 'None']],
    ['conflict', 'by another transaction on the warning', ['TransactionConflict', 'None', 'None', 'None', 'None']],
    [
      'conflict',
      'by another transaction on warning and counters',
      ['TransactionConflict', 'None', 'None', 'None', 'TransactionConflict'],
    ],
    ['number-taken', 'by the number alone', ['None', 'None', 'ConditionalCheckFailed', 'None', 'None']],
    ['conflict', 'by number and version', ['ConditionalCheckFailed', 'None', 'ConditionalCheckFailed', 'None', 'None']],
    ['conflict', 'by a rival on the number', ['None', 'None', 'TransactionConflict', 'None', 'None']],
  ])('is a %s %s, without a read', async (result, _, codes) => {
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled(...codes));
    expect(await commit()).toBe(result);
    expect(dynamodb.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
    expect(dynamodb.commandCalls(GetItemCommand).length + dynamodb.commandCalls(QueryCommand).length).toBe(0);
  });

  test('by another transaction on the counters alone is tried again: it says nothing against the decision', async () => {
    const busy = cancelled('None', 'None', 'None', 'None', 'TransactionConflict');
    dynamodb.on(TransactWriteItemsCommand).rejectsOnce(busy).rejectsOnce(busy).resolves({});
    expect(await commit()).toBe('committed');
    expect(dynamodb.commandCalls(TransactWriteItemsCommand)).toHaveLength(3);
  });

  test('again and again on the counters is a conflict: the caller reads again', async () => {
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('None', 'None', 'None', 'None', 'TransactionConflict'));
    expect(await commit()).toBe('conflict');
    expect(dynamodb.commandCalls(TransactWriteItemsCommand).length).toBeGreaterThan(2);
  });

  test('by throttling is tried again', async () => {
    dynamodb.on(TransactWriteItemsCommand).rejectsOnce(cancelled('None', 'ThrottlingError')).resolves({});
    expect(await commit()).toBe('committed');
    expect(dynamodb.commandCalls(TransactWriteItemsCommand)).toHaveLength(2);
  });

  test('by a row that is no row is thrown, and says nothing of it', async () => {
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('ValidationError', 'None'));
    await expect(commit()).rejects.toMatchObject({ code: 'transaction-refused' });
  });
});
