import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { readSchedule } from './aws-schedule.ts';
import type { DrivenClock } from './clock.ts';
import type { Deployment, LiveResource } from './deployment.ts';
import { ACCOUNT } from './identity.ts';

const Target = z.looseObject({ Arn: z.string(), Input: z.string().optional() });
const Rule = z.looseObject({
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  EventPattern: z.unknown().optional(),
  Targets: z.array(Target).default([]),
});

/** A function run by the clock. */
export interface ScheduledRun {
  readonly ruleId: string;
  readonly functionId: string;
  readonly enabled: boolean;
  /** The event it gets when run at `now`, epoch ms. */
  event(now: number): unknown;
  /** First instant after `now`. */
  next(now: number): number | undefined;
}

/** Reads the rules. Throws by name for an event pattern, an input transformer, or a target that is no function of the stack. */
export function readSchedules(deployment: Deployment, region: string): ScheduledRun[] {
  return deployment.ofType('AWS::Events::Rule').flatMap((rule) => {
    const { ScheduleExpression, State, EventPattern, Targets } = Rule.parse(rule.properties);
    if (EventPattern !== undefined || ScheduleExpression === undefined) {
      throw new Error(`${rule.logicalId}: rules by event pattern do not run on one machine`);
    }
    const schedule = readSchedule(ScheduleExpression);
    return Targets.map((target): ScheduledRun => {
      if ('InputTransformer' in target || 'InputPath' in target) {
        throw new Error(`${rule.logicalId}: input transformers do not run on one machine`);
      }
      return {
        ruleId: rule.logicalId,
        functionId: functionByArn(deployment, target.Arn, rule),
        enabled: State === 'ENABLED',
        event: (now) => (target.Input === undefined ? scheduledEvent(rule, region, now) : JSON.parse(target.Input)),
        next: schedule.next,
      };
    });
  });
}

function functionByArn(deployment: Deployment, arn: string, rule: LiveResource): string {
  const found = deployment.ofType('AWS::Lambda::Function').find(({ identity }) => identity.attributes['Arn'] === arn);
  if (found === undefined) throw new Error(`${rule.logicalId}: only functions of the stack can be run by a schedule`);
  return found.logicalId;
}

const scheduledEvent = ({ identity }: LiveResource, region: string, now: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
  region,
  resources: [identity.attributes['Arn']],
  detail: {},
});

const LOOK_EVERY_MS = 250;

/**
 * Runs what is due by the driven clock. A jump of the clock runs nothing by itself, neither what lies between nor what was
 * overdue: who drives the clock says what should run.
 */
export function keepSchedule(
  runs: readonly ScheduledRun[],
  clock: DrivenClock,
  fire: (run: ScheduledRun) => void,
): { stop(): void } {
  const due = new Map<ScheduledRun, number | undefined>();
  const plan = (): void => {
    for (const run of runs) due.set(run, run.enabled ? run.next(clock.now()) : undefined);
  };
  plan();
  clock.onChange(plan);
  const timer = setInterval(() => {
    for (const [run, at] of due) {
      if (at === undefined || clock.now() < at) continue;
      due.set(run, run.next(clock.now()));
      fire(run);
    }
  }, LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
