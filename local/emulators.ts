import { type Emulator, startDynamodbLocal } from './dynamodb-local.ts';
import type { LocalOptions } from './hub-types.ts';
import type { Ports } from './ports.ts';
import { startQueueServer } from './queue-server.ts';

/** Where DynamoDB, SQS, SNS and S3 are, and how to stop those that we started. */
export interface Emulators {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly sns: string;
  readonly s3: string;
  stop(): Promise<void>;
}

/** Starts DynamoDB Local and fauxqs at once, each only where no other endpoint is named. Leaves neither behind where one fails. */
export async function startEmulators(options: LocalOptions, ports: Ports, region: string): Promise<Emulators> {
  const { data, dynamodbEndpoint, sqsEndpoint, snsEndpoint } = options;
  const named = (endpoint: string): Emulator => ({ endpoint, stop: () => Promise.resolve() });
  const started = await Promise.allSettled([
    dynamodbEndpoint === undefined ? startDynamodbLocal(data, ports.dynamodb) : named(dynamodbEndpoint),
    sqsEndpoint === undefined ? startQueueServer(data, ports.queues, region) : named(sqsEndpoint),
  ]);
  const [dynamodb, queues] = started;
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  };
  if (dynamodb.status === 'rejected' || queues.status === 'rejected') {
    await stop();
    throw dynamodb.status === 'rejected' ? dynamodb.reason : queues.status === 'rejected' ? queues.reason : undefined;
  }
  return {
    dynamodb: dynamodb.value.endpoint,
    sqs: queues.value.endpoint,
    sns: snsEndpoint ?? queues.value.endpoint,
    s3: queues.value.endpoint,
    stop,
  };
}
