import * as z from 'zod';
import { type AwsCall, AwsCallError } from './aws-call.ts';
import type { LiveResource } from './deployment.ts';

const number = z.coerce.string().optional();
const Queue = z.looseObject({
  VisibilityTimeout: number,
  MessageRetentionPeriod: number,
  DelaySeconds: number,
  ReceiveMessageWaitTimeSeconds: number,
  FifoQueue: z.coerce.string().optional(),
  ContentBasedDeduplication: z.coerce.string().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/**
 * Makes the queue, or finds it from an earlier run, and sets its attributes to the stack's: CreateQueue itself refuses a
 * queue whose attributes differ.
 */
export async function makeQueue({ identity, properties }: LiveResource, sqs: AwsCall): Promise<void> {
  const { FifoQueue, ContentBasedDeduplication, RedrivePolicy, ...plain } = Queue.parse(properties);
  const fixed =
    FifoQueue === 'true' ? { FifoQueue, ContentBasedDeduplication: ContentBasedDeduplication ?? 'false' } : {};
  await sqs('CreateQueue', { QueueName: identity.attributes['QueueName'], Attributes: fixed });
  const names = [
    'VisibilityTimeout',
    'MessageRetentionPeriod',
    'DelaySeconds',
    'ReceiveMessageWaitTimeSeconds',
  ] as const;
  const Attributes = Object.fromEntries(
    names.flatMap((name) => (plain[name] === undefined ? [] : [[name, plain[name]]])),
  );
  await sqs('SetQueueAttributes', {
    QueueUrl: identity.ref,
    Attributes: { ...Attributes, RedrivePolicy: RedrivePolicy === undefined ? '' : JSON.stringify(RedrivePolicy) },
  });
}

const Inspected = z.object({
  messages: z.object({ inflight: z.array(z.object({ receiptHandle: z.string() })).default([]) }),
});

/**
 * Gives back what handlers of a killed hub had taken: nobody works on it any more, so nobody should wait for its
 * visibility timeout. One second and not zero, which fauxqs cannot store (its receive count may not be null).
 */
export async function giveBackTaken({ identity }: LiveResource, sqs: AwsCall, endpoint: string): Promise<void> {
  const response = await fetch(`${endpoint}/_fauxqs/queues/${identity.attributes['QueueName']}`);
  if (!response.ok) return;
  for (const { receiptHandle } of Inspected.parse(await response.json()).messages.inflight) {
    await sqs('ChangeMessageVisibility', {
      QueueUrl: identity.ref,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: 1,
    }).catch((error: unknown) => {
      if (!(error instanceof AwsCallError)) throw error;
    });
  }
}
