import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { SafeError } from './safe-error.ts';

/** SQS takes ten at once. */
const AT_ONCE = 10;

export interface Queue<T> {
  /** `delaySeconds` (900 at most): nobody sees them before that. */
  send(messages: readonly T[], options?: { delaySeconds?: number }): Promise<void>;
}

/** Sends messages to a queue, as JSON. What SQS does not take (it says so inside a 200) is thrown, never dropped. */
export const sqsQueue = <T>(client: SQSClient, queue: string): Queue<T> => ({
  async send(messages, { delaySeconds = 0 } = {}) {
    for (let start = 0; start < messages.length; start += AT_ONCE) {
      const entries = messages.slice(start, start + AT_ONCE).map((message, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(message),
        ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
      }));
      const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: entries }));
      if (Failed && Failed.length > 0)
        throw new SafeError('queue-refused', `a queue refused ${Failed.length} messages`);
    }
  },
});
