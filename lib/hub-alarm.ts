import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface HubAlarmProps {
  readonly metric: cloudwatch.IMetric;
  /** Rings at this value and above. */
  readonly threshold: number;
  /** Rings below the threshold instead, and where nothing is measured: for what has to happen regularly. */
  readonly whenMissing?: boolean;
  /** What the failure costs people, in a whole Chinese sentence: whoever is woken reads this first. */
  readonly costs: string;
  /** Where it is told. */
  readonly topic: sns.ITopic;
}

/** An alarm that says what it means to people. Throws where `costs` is no sentence. */
export class HubAlarm extends cloudwatch.Alarm {
  constructor(scope: Construct, id: string, { metric, threshold, whenMissing, costs, topic }: HubAlarmProps) {
    if (!/^\p{Script=Han}.{14,}。$/su.test(costs))
      throw new Error(`the alarm ${id} must say what its failing costs people`);
    super(scope, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: whenMissing
        ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: whenMissing ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: costs,
    });
    this.addAlarmAction(new actions.SnsAction(topic));
    this.addOkAction(new actions.SnsAction(topic));
  }
}
