import path from 'node:path';
import { type AwsCall, awsCaller } from './aws-call.ts';
import { openCheckpoints } from './checkpoints.ts';
import type { Deployment } from './deployment.ts';
import { type EventSource, queueByArn, readEventSource } from './event-source.ts';
import { recordFilter } from './filter-criteria.ts';
import type { LocalFunction } from './local-function.ts';
import type { Polling } from './polling.ts';
import { pollQueue } from './queue-poller.ts';
import { pollStream } from './stream-poller.ts';
import { shardReader } from './stream-shards.ts';
import type { LiveTable } from './tables.ts';

export interface EventSourceParts {
  readonly deployment: Deployment;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  /** By logical id. */
  readonly tables: ReadonlyMap<string, LiveTable>;
  readonly data: string;
  readonly region: string;
  readonly dynamodbEndpoint: string;
  readonly sqs: AwsCall;
  readonly startPaused: (functionId: string) => boolean;
  readonly send: (queueArn: string, notice: unknown) => Promise<void>;
  readonly log: (line: string) => void;
}

/** One running event-source mapping. */
export interface RunningSource {
  readonly functionId: string;
  readonly kind: 'stream' | 'queue';
  readonly polling: Polling;
}

/** Starts a poller for every enabled mapping. Throws by name where source or function is not the stack's. */
export function startEventSources(parts: EventSourceParts): RunningSource[] {
  return parts.deployment
    .ofType('AWS::Lambda::EventSourceMapping')
    .map(readEventSource)
    .filter(({ enabled }) => enabled)
    .map((source) => start(source, parts));
}

function start(source: EventSource, parts: EventSourceParts): RunningSource {
  const target = [...parts.functions.values()].find(({ spec }) => [spec.name, spec.arn].includes(source.functionName));
  if (target === undefined) throw new Error(`${source.logicalId}: ${source.functionName} is no function of the stack`);
  const functionId = target.spec.logicalId;
  const shared = {
    source,
    target,
    region: parts.region,
    filter: recordFilter(source.filterCriteria),
    report: (error: unknown) =>
      parts.log(`${source.logicalId}: ${error instanceof Error ? error.message : String(error)}`),
    startPaused: parts.startPaused(functionId),
  };
  if (!source.sourceArn.includes(':dynamodb:')) {
    const queueUrl = queueByArn(parts.deployment, source.sourceArn).identity.ref;
    return { functionId, kind: 'queue', polling: pollQueue({ ...shared, queueUrl, sqs: parts.sqs }) };
  }
  const table = tableOf(source, parts);
  const checkpoints = openCheckpoints(path.join(parts.data, 'checkpoints'), source.logicalId, table.streamArn);
  const streams = awsCaller({
    endpoint: parts.dynamodbEndpoint,
    region: parts.region,
    service: 'dynamodb',
    target: 'DynamoDBStreams_20120810',
  });
  const polling = pollStream({
    ...shared,
    keyAttributes: table.keyAttributes,
    checkpoints,
    shards: shardReader(table.streamArn, streams, checkpoints),
    giveUp: (notice) => (source.onFailure === undefined ? Promise.resolve() : parts.send(source.onFailure, notice)),
  });
  return { functionId, kind: 'stream', polling };
}

function tableOf(source: EventSource, { deployment, tables }: EventSourceParts) {
  const resource = deployment
    .ofType('AWS::DynamoDB::Table')
    .find(({ identity }) => identity.attributes['StreamArn'] === source.sourceArn);
  const table = tables.get(resource?.logicalId ?? '');
  if (table?.streamArn === undefined)
    throw new Error(`${source.logicalId}: ${source.sourceArn} is no stream of the stack`);
  return { ...table, streamArn: table.streamArn };
}
