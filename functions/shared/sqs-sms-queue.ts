import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { SafeError } from './safe-error.ts';
import type { SmsQueue } from './sms.ts';

/** SQS takes ten at once. */
const AT_ONCE = 10;

/** The queue in front of the provider. What SQS does not take (it says so inside a 200) is thrown, never dropped. */
export const sqsSmsQueue = (client: SQSClient, queue: string): SmsQueue => ({
  async send(keys, { delaySeconds = 0 } = {}) {
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const entries = keys.slice(start, start + AT_ONCE).map(({ subject, id }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify({ subject, id }),
        DelaySeconds: delaySeconds,
      }));
      const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: entries }));
      if (Failed && Failed.length > 0)
        throw new SafeError('queue-refused', `the SMS queue refused ${Failed.length} messages`);
    }
  },
});
