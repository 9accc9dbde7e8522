import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HubAlarm } from './hub-alarm.ts';

/** Every so many minutes, counted from the full hour so that 08:30 is met, or once a day at a time of day in Shanghai, `HH:MM`. */
export type ScheduleTime = { readonly everyMinutes: number } | { readonly dailyAt: string };

export interface HubScheduleProps {
  readonly target: lambda.Function;
  readonly time: ScheduleTime;
  /** Takes runs that failed three times or could not be started at all. */
  readonly missed: sqs.IQueue;
  /** What it costs people where it has not run for twice its interval. */
  readonly costs: string;
  readonly alarms: sns.ITopic;
}

/** Runs a function by the clock. Rules speak UTC; Shanghai is eight hours ahead all year round. */
export class HubSchedule extends Construct {
  constructor(scope: Construct, id: string, { target, time, missed, costs, alarms }: HubScheduleProps) {
    super(scope, id);
    target.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      onFailure: new destinations.SqsDestination(missed),
    });
    new events.Rule(this, 'Rule', {
      schedule: events.Schedule.expression(scheduleExpression(time)),
      targets: [new targets.LambdaFunction(target, { deadLetterQueue: missed, maxEventAge: Duration.hours(1) })],
    });
    new HubAlarm(this, 'NotRunAlarm', {
      metric: target.metricInvocations({ period: twice(time) }),
      threshold: 1,
      whenMissing: true,
      costs,
      topic: alarms,
    });
  }
}

/** A run that comes a little late leaves no gap; half an hour at least, so that one slow start rings nobody. */
const twice = (time: ScheduleTime) =>
  'everyMinutes' in time ? Duration.minutes(Math.max(30, 2 * time.everyMinutes)) : Duration.days(1);

/** The expression in UTC that CloudFormation takes, e.g. 01:00 in Shanghai is `cron(0 17 * * ? *)`. */
export function scheduleExpression(time: ScheduleTime): string {
  if ('everyMinutes' in time) return `cron(${minutesOfTheHour(time.everyMinutes)} * * * ? *)`;
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time.dailyAt);
  if (!parts) throw new Error(`a time of day is HH:MM, not ${time.dailyAt}`);
  const shanghaiHour = Number(parts[1]);
  return `cron(${Number(parts[2])} ${(shanghaiHour + 16) % 24} * * ? *)`;
}

function minutesOfTheHour(every: number): string {
  if (!Number.isInteger(60 / every)) throw new Error(`${every} minutes do not divide an hour`);
  return Array.from({ length: 60 / every }, (_, turn) => turn * every).join();
}
