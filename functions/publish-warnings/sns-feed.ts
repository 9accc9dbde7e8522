import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { WarningFeed } from './handler.ts';
import type { WarningChange } from './warning-change.ts';

/** The topic of warnings. Level, status and township stand as attributes too, so that a subscriber can filter by them. */
export const snsFeed = (client: SNSClient, topicArn: string): WarningFeed => ({
  async publish(changes) {
    const { Failed = [] } = await client.send(
      new PublishBatchCommand({
        TopicArn: topicArn,
        PublishBatchRequestEntries: changes.map((change, position) => ({
          Id: String(position),
          Message: JSON.stringify(change),
          MessageAttributes: attributesOf(change),
        })),
      }),
    );
    return Failed.map(({ Id }) => Number(Id));
  },
});

function attributesOf({ level, status, township }: WarningChange) {
  return Object.fromEntries(
    Object.entries({ level, status, township }).map(([name, text]) => [
      name,
      { DataType: 'String', StringValue: text },
    ]),
  );
}
