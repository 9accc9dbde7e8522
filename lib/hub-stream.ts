import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { bindStream } from './bind.ts';
import { HubAlarm } from './hub-alarm.ts';
import { HubDeadLetters } from './hub-queue.ts';
import type { HubTable } from './hub-table.ts';

export interface HubStreamProps {
  readonly table: HubTable;
  readonly target: lambda.Function;
  readonly batchSize: number;
  /** Batches of one shard handled at once; rows of one key stay in order. */
  readonly parallel: number;
  /** Which records are handed over at all; the rest costs nothing. */
  readonly only: Readonly<Record<string, unknown>>;
  /** What it costs people where records were given up. */
  readonly costs: string;
  /** What it costs people while the function lags an hour behind. */
  readonly delayCosts: string;
  readonly alarms: sns.ITopic;
}

/**
 * A table's stream read by a function. A failing batch is halved until the bad record stands alone; after ten tries its
 * place in the stream goes to the failures queue and rings. A stream keeps 24 hours: reconciling closes what is older.
 */
export class HubStream extends Construct {
  readonly failures: HubDeadLetters;

  constructor(scope: Construct, id: string, props: HubStreamProps) {
    super(scope, id);
    const { table, target, alarms } = props;
    this.failures = new HubDeadLetters(this, 'Failures', { costs: props.costs, alarms });
    bindStream(target, table);
    target.addEventSourceMapping(id, {
      eventSourceArn: table.streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: props.parallel,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      onFailure: new sources.SqsDlq(this.failures),
      filters: [lambda.FilterCriteria.filter({ ...props.only })],
    });
    new HubAlarm(this, 'DelayAlarm', {
      metric: target.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: Duration.hours(1).toMilliseconds(),
      costs: props.delayCosts,
      topic: alarms,
    });
  }
}
