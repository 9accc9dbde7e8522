import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Where events wait that can never be assessed as they are: by key and reason, nothing personal. */
export const parkingQueue = (client: SQSClient, queue: string) => ({
  async send(parked: { key: string; reason: string }): Promise<void> {
    await client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(parked) }));
  },
});
