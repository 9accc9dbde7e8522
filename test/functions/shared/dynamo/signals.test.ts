import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoSignals } from '../../../../functions/shared/dynamo/signals.ts';
import { memoryAccess } from '../../../../functions/shared/memory/access.ts';
import { fresh, makeExpense } from '../contract/records.ts';
import { makeSealing } from '../sealing.ts';

const dynamodb = mockClient(DynamoDBClient);
// It changes the class itself, which other files of this worker use as well.
afterAll(() => dynamodb.restore());
const { sealer } = await makeSealing(memoryAccess());
const signals = dynamoSignals({ client: new DynamoDBClient({ region: 'cn-north-1' }), table: 'Signals', sealer });

beforeEach(() => dynamodb.reset());

const rows = (count: number) => Array.from({ length: count }, () => ({ signal: makeExpense(), township: '621122105' }));
/** Person keys of each batch that was sent. */
const written = () =>
  dynamodb
    .commandCalls(BatchWriteItemCommand)
    .map(({ args: [{ input }] }) => input.RequestItems?.['Signals']?.map((each) => each.PutRequest?.Item?.['p']?.S));

describe('what DynamoDB hands back of a batch (P3)', () => {
  test('is written again, and only that', async () => {
    const three = rows(3);
    dynamodb
      .on(BatchWriteItemCommand)
      .callsFakeOnce(({ RequestItems }) => ({ UnprocessedItems: { Signals: RequestItems.Signals.slice(1) } }))
      .callsFakeOnce(({ RequestItems }) => ({ UnprocessedItems: { Signals: RequestItems.Signals.slice(1) } }))
      .resolves({});
    await signals.record(three);
    const people = three.map(({ signal }) => signal.person);
    expect(written()).toEqual([people, people.slice(1), people.slice(2)]);
  });

  test('again and again is thrown: never dropped', async () => {
    dynamodb.on(BatchWriteItemCommand).callsFake(({ RequestItems }) => ({ UnprocessedItems: RequestItems }));
    await expect(signals.record(rows(1))).rejects.toMatchObject({ code: 'unprocessed-writes' });
    expect(dynamodb.commandCalls(BatchWriteItemCommand).length).toBeGreaterThan(2);
  });

  test('of a read is read again, and thrown where it never comes', async () => {
    const targets = [fresh(), fresh()];
    dynamodb
      .on(BatchGetItemCommand)
      .callsFakeOnce(({ RequestItems }) => ({ UnprocessedKeys: RequestItems }))
      .resolves({ Responses: { Signals: [] } });
    expect(await signals.tombstones(targets)).toEqual(new Map());
    expect(dynamodb.commandCalls(BatchGetItemCommand)).toHaveLength(2);
    dynamodb.on(BatchGetItemCommand).callsFake(({ RequestItems }) => ({ UnprocessedKeys: RequestItems }));
    await expect(signals.tombstones(targets)).rejects.toMatchObject({ code: 'unprocessed-reads' });
  });
});

test('batches hold at most 25 rows, and a row that comes twice comes once', async () => {
  dynamodb.on(BatchWriteItemCommand).resolves({});
  const many = rows(51);
  await signals.record([...many, ...many.slice(0, 2)]);
  expect(written().map((batch) => batch?.length)).toEqual([25, 25, 1]);
});

test('a plain write that meets a transaction is tried again', async () => {
  const conflict = new TransactionConflictException({ $metadata: {}, message: 'x' });
  dynamodb.on(PutItemCommand).rejectsOnce(conflict).rejectsOnce(conflict).resolves({});
  await signals.bury({ target: fresh(), by: fresh(), at: 1, reason: '更正' });
  expect(dynamodb.commandCalls(PutItemCommand)).toHaveLength(3);
});
