import * as z from 'zod';
import type { Deployment, LiveResource } from './deployment.ts';
import type { Outcome } from './handler-process.ts';

const Mapping = z.looseObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.int().optional(),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  MaximumRetryAttempts: z.int().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.unknown().optional(),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.int() }).optional(),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }).optional() }).optional(),
});

/** An AWS::Lambda::EventSourceMapping, read. */
export interface EventSource {
  readonly logicalId: string;
  /** Name or ARN of the function. */
  readonly functionName: string;
  readonly sourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number | undefined;
  readonly windowMs: number;
  /** Undefined: for ever. */
  readonly retries: number | undefined;
  /** Undefined: for ever. */
  readonly maxAgeMs: number | undefined;
  readonly bisect: boolean;
  readonly reportsFailures: boolean;
  readonly filterCriteria: unknown;
  readonly maxConcurrency: number | undefined;
  /** ARN of the queue that hears of what was given up. */
  readonly onFailure: string | undefined;
}

export function readEventSource({ logicalId, properties }: LiveResource): EventSource {
  const mapping = Mapping.parse(properties);
  const unlimited = (value: number): number | undefined => (value < 0 ? undefined : value);
  const maxAge = unlimited(mapping.MaximumRecordAgeInSeconds);
  return {
    logicalId,
    functionName: mapping.FunctionName,
    sourceArn: mapping.EventSourceArn,
    enabled: mapping.Enabled,
    batchSize: mapping.BatchSize,
    windowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
    retries: unlimited(mapping.MaximumRetryAttempts),
    maxAgeMs: maxAge === undefined ? undefined : maxAge * 1000,
    bisect: mapping.BisectBatchOnFunctionError,
    reportsFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    filterCriteria: mapping.FilterCriteria,
    maxConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
    onFailure: mapping.DestinationConfig?.OnFailure?.Destination,
  };
}

const Answer = z
  .looseObject({ batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/**
 * Which items of a batch failed, by identifier; `all` where the handler threw, or where its answer names none or an unknown
 * item, which Lambda takes for a failure of the whole batch.
 */
export function failedItems(
  outcome: Outcome,
  reportsFailures: boolean,
  ids: readonly string[],
): 'all' | ReadonlySet<string> {
  if (!outcome.ok) return 'all';
  if (!reportsFailures) return new Set();
  const answer = Answer.safeParse(parse(outcome.payload));
  if (!answer.success) return 'all';
  const failed = new Set((answer.data?.batchItemFailures ?? []).map((item) => item.itemIdentifier));
  return [...failed].every((id) => ids.includes(id)) ? failed : 'all';
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** The queue with this ARN. Throws by name where the stack has none. */
export function queueByArn(deployment: Deployment, arn: string): LiveResource {
  const queue = deployment.ofType('AWS::SQS::Queue').find(({ identity }) => identity.attributes['Arn'] === arn);
  if (queue === undefined) throw new Error(`${arn} is no queue of the stack`);
  return queue;
}
