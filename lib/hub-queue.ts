import { Duration, Validations } from 'aws-cdk-lib';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HubAlarm } from './hub-alarm.ts';

/** Messages carry keys and ids only, never personal data: the service's own encryption is enough. */
const SEALED = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

export interface HubDeadLettersProps {
  /** What it costs people while something lies here. A whole Chinese sentence. */
  readonly costs: string;
  readonly alarms: sns.ITopic;
}

/** Where what failed waits for a person, for as long as a queue can keep it: 14 days. The first message rings. */
export class HubDeadLetters extends sqs.Queue {
  constructor(scope: Construct, id: string, { costs, alarms }: HubDeadLettersProps) {
    super(scope, id, { ...SEALED, retentionPeriod: Duration.days(14) });
    const metric = this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' });
    new HubAlarm(this, 'Alarm', { metric, threshold: 1, costs, topic: alarms });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the place where failed messages wait for a person; its alarm rings at the first one.',
    });
  }
}

export interface HubQueueProps extends HubDeadLettersProps {
  /** Timeout of the function that reads it; a message stays invisible for six times as long. */
  readonly consumerTimeout: Duration;
  /** What it costs people while messages are not taken for half an hour. */
  readonly delayCosts: string;
  /** How often a message is tried before it is set aside; 5 where nothing else is said. */
  readonly tries?: number;
}

/**
 * A queue with its dead letters and an alarm for each. After some tries a message is set aside. The delay is that of messages which
 * nobody looked at: SQS leaves out those that were received three times and not deleted.
 */
export class HubQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly deadLetters: HubDeadLetters;

  constructor(scope: Construct, id: string, { consumerTimeout, delayCosts, tries = 5, ...failing }: HubQueueProps) {
    super(scope, id);
    this.deadLetters = new HubDeadLetters(this, 'DeadLetters', failing);
    this.queue = new sqs.Queue(this, 'Queue', {
      ...SEALED,
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: tries },
    });
    new HubAlarm(this, 'DelayAlarm', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
      threshold: Duration.minutes(30).toSeconds(),
      costs: delayCosts,
      topic: failing.alarms,
    });
  }
}
