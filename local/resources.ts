import type { AwsCall } from './aws-call.ts';
import type { Deployment } from './deployment.ts';
import type { Emulators } from './emulators.ts';
import { giveBackTaken, makeQueue } from './queues.ts';
import { type LiveTable, makeTable } from './tables.ts';
import { makeBucket, makeTopic, subscribe } from './topics.ts';

export interface ResourceParts {
  readonly deployment: Deployment;
  readonly emulators: Emulators;
  readonly region: string;
  readonly dynamodb: AwsCall;
  readonly sqs: AwsCall;
  /** False where another SQS was named: only fauxqs can say which messages are taken. */
  readonly ownQueues: boolean;
  readonly log: (line: string) => void;
}

/** Makes tables, queues, topics, subscriptions and buckets, or finds them from an earlier run. Gives the tables by logical id. */
export async function makeResources(parts: ResourceParts): Promise<ReadonlyMap<string, LiveTable>> {
  const { deployment, dynamodb } = parts;
  const tables = new Map<string, LiveTable>();
  const makeTables = deployment.ofType('AWS::DynamoDB::Table').map(async (table) => {
    tables.set(table.logicalId, await makeTable(table, dynamodb));
  });
  await Promise.all([...makeTables, makeMessaging(parts)]);
  return tables;
}

async function makeMessaging({ deployment, emulators, region, sqs, ownQueues, log }: ResourceParts): Promise<void> {
  const queues = deployment.ofType('AWS::SQS::Queue');
  const consumed = new Set(
    deployment.ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties['EventSourceArn']),
  );
  for (const queue of queues) {
    await makeQueue(queue, sqs);
    if (ownQueues && consumed.has(queue.identity.attributes['Arn'])) await giveBackTaken(queue, sqs, emulators.sqs);
  }
  for (const topic of deployment.ofType('AWS::SNS::Topic')) await makeTopic(topic, emulators.sns, region);
  for (const one of deployment.ofType('AWS::SNS::Subscription')) await subscribe(one, emulators.sns, region, log);
  for (const bucket of deployment.ofType('AWS::S3::Bucket')) await makeBucket(bucket, emulators.s3, region);
}
