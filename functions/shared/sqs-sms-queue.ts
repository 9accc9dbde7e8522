import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SmsQueue } from './sms.ts';
import { sqsQueue } from './sqs-queue.ts';

/** The queue in front of the provider. Of what is given only the key is sent: a notice holds what no queue may. */
export function sqsSmsQueue(client: SQSClient, url: string): SmsQueue {
  const queue = sqsQueue(client, url);
  return {
    send: (keys, options) =>
      queue.send(
        keys.map(({ subject, id }) => ({ subject, id })),
        options,
      ),
  };
}
