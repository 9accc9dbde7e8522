import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createSealer } from '../functions/shared/aes-sealer.ts';
import type { DataKeys } from '../functions/shared/data-keys.ts';
import { dynamoAccess } from '../functions/shared/dynamo/access.ts';
import { dynamoCalls } from '../functions/shared/dynamo/calls.ts';
import { dynamoNotices } from '../functions/shared/dynamo/notices.ts';
import { dynamoOptOuts } from '../functions/shared/dynamo/opt-outs.ts';
import { dynamoPeople } from '../functions/shared/dynamo/people.ts';
import { dynamoSendLimits } from '../functions/shared/dynamo/send-limits.ts';
import { dynamoSentMessages } from '../functions/shared/dynamo/sent-messages.ts';
import { dynamoWarningsReader } from '../functions/shared/dynamo/warnings.ts';
import { createHasher, INDEX_KEY } from '../functions/shared/keyed-hasher.ts';
import { BENCH_NOW } from './county.ts';

/** The hub's time goes so many times as fast: what was cut short is asked after within the run, by the hub's own waits. */
export const SPEED = 30;
/** As the stack sets it, in the hub's time. */
const VISIBILITY_SECONDS = 360 / SPEED;

/** Where the emulators of one run are, when the hub's time began, and by what its rows are sealed. */
export interface Lane {
  dynamodb: string;
  sqs: string;
  provider: string;
  /** Path of the bundled sender, and of the folder with `province.json`. */
  worker: string;
  folder: string;
  startedAt: number;
  seed: string;
}

const test = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } } as const;

export const laneClock = ({ startedAt }: Pick<Lane, 'startedAt'>) => ({
  now: () => Math.round(BENCH_NOW + (Date.now() - startedAt) * SPEED),
});

/** Every process of a run has the same keys. */
const keysOf =
  (seed: string): DataKeys =>
  async (name) =>
    new Uint8Array(createHash('sha256').update(`${seed}/${name}`).digest());

/** The stores that sending needs, on the emulator's tables. */
export async function laneStores(lane: Lane) {
  const keys = keysOf(lane.seed);
  const hasher = createHasher(await keys(INDEX_KEY));
  const client = new DynamoDBClient({ ...test, endpoint: lane.dynamodb });
  const deps = (table: string) => ({ client, table, sealer: createSealer(keys, laneClock(lane)) });
  return {
    hasher,
    deps,
    access: dynamoAccess(deps('Access')),
    calls: dynamoCalls(deps('Work')),
    limits: dynamoSendLimits(deps('Work')),
    notices: dynamoNotices(deps('Notices')),
    optOuts: dynamoOptOuts(deps('Notices')),
    people: dynamoPeople({ ...deps('People'), hasher }),
    sentMessages: dynamoSentMessages(deps('Notices')),
    warnings: dynamoWarningsReader(deps('Warnings')),
  };
}

export const laneSqs = ({ sqs }: Pick<Lane, 'sqs'>) => new SQSClient({ ...test, endpoint: sqs });

export async function makeQueue(client: SQSClient, name: string): Promise<string> {
  const attributes = { VisibilityTimeout: String(VISIBILITY_SECONDS) };
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  return QueueUrl;
}

/** Messages that wait, are worked on or are delayed. */
export async function leftIn(client: SQSClient, queue: string): Promise<number> {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Takes up to ten messages, has them handled, and deletes those that did not fail. Returns how many there were. */
export async function workOnce(
  client: SQSClient,
  queue: string,
  handle: (event: { Records: { messageId: string; body: string }[] }) => Promise<{
    batchItemFailures: { itemIdentifier: string }[];
  }>,
): Promise<number> {
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10 }));
  if (Messages.length === 0) return 0;
  const Records = Messages.map(({ MessageId = '', Body = '' }) => ({ messageId: MessageId, body: Body }));
  const failed = new Set((await handle({ Records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const done = Messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries }));
  return Messages.length;
}
