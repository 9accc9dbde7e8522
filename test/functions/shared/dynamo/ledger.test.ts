import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  InternalServerError,
  ProvisionedThroughputExceededException,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { dynamoLedger } from '../../../../functions/shared/dynamo/ledger.ts';
import { memoryAccess } from '../../../../functions/shared/memory/access.ts';
import { makeEntry } from '../contract/records.ts';
import { makeSealing } from '../sealing.ts';

const dynamodb = mockClient(DynamoDBClient);
// It changes the class itself, which other files of this worker use as well.
afterAll(() => dynamodb.restore());
const { sealer } = await makeSealing(memoryAccess());
const ledger = dynamoLedger({ client: new DynamoDBClient({ region: 'cn-north-1' }), table: 'Ledger', sealer });
const trouble = { $metadata: {}, message: 'x' };

beforeEach(() => dynamodb.reset());

describe('a key that is taken', () => {
  const entry = makeEntry();
  const taken = (digest: string) =>
    new ConditionalCheckFailedException({ ...trouble, Item: { k: { S: entry.key }, d: { S: digest } } });

  test.each([
    ['duplicate', entry.digest],
    ['conflict', 'another'],
  ])('is told as %s by the item that comes with the refusal, without a read (P2, P5)', async (result, digest) => {
    dynamodb.on(PutItemCommand).rejects(taken(digest));
    expect(await ledger.put([entry])).toEqual([result]);
    expect(dynamodb.commandCalls(PutItemCommand)).toHaveLength(1);
    expect(dynamodb.commandCalls(PutItemCommand)[0]?.args[0].input).toMatchObject({
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    expect(dynamodb.commandCalls(GetItemCommand)).toHaveLength(0);
    expect(dynamodb.commandCalls(BatchGetItemCommand)).toHaveLength(0);
  });
});

describe('an entry that cannot be stored now', () => {
  test.each([
    ['throttling', new ProvisionedThroughputExceededException(trouble)],
    ['an outage', new InternalServerError(trouble)],
    ['a broken connection', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
  ])('by %s is failed; the others of the request are told as they are', async (_, error) => {
    const [one, two, three] = [makeEntry(), makeEntry(), makeEntry()];
    dynamodb
      .on(PutItemCommand)
      .callsFake(async ({ Item }) =>
        sleep(Item.k.S === one.key ? 5 : 0).then(() => (Item.k.S === two.key ? Promise.reject(error) : {})),
      );
    expect(await ledger.put([one, two, three])).toEqual(['stored', 'failed', 'stored']);
  });

  test('because the request itself is wrong is thrown', async () => {
    dynamodb
      .on(PutItemCommand)
      .rejects(Object.assign(new Error('no such table'), { name: 'ResourceNotFoundException' }));
    await expect(ledger.put([makeEntry()])).rejects.toThrow();
  });
});
