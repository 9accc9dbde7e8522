import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckpointStore } from './checkpoints.ts';
import { type EventSource, failedItems } from './event-source.ts';
import type { RecordFilter } from './filter-criteria.ts';
import type { Outcome } from './handler-process.ts';
import type { LocalFunction } from './local-function.ts';
import { keepLooking, type Polling } from './polling.ts';
import { asAwsSends, type StreamRecord } from './stream-record.ts';
import type { ShardReader } from './stream-shards.ts';

export interface StreamPollerParts {
  readonly source: EventSource;
  readonly target: LocalFunction;
  readonly region: string;
  readonly keyAttributes: readonly string[];
  readonly shards: ShardReader;
  readonly checkpoints: CheckpointStore;
  readonly filter: RecordFilter;
  /** Tells the failure destination, durably. */
  readonly giveUp: (notice: unknown) => Promise<void>;
  readonly report: (error: unknown) => void;
  readonly startPaused: boolean;
}

const DEFAULT_BATCH = 100;
/** GetRecords' own limit. */
const MAX_READ = 1000;
const FIRST_BACKOFF_MS = 100;
const LAST_BACKOFF_MS = 1000;
const MAX_INT = Number.MAX_SAFE_INTEGER;

/**
 * Feeds a table's stream to a function: in order, one batch of a shard at a time, the checkpoint written after success, so
 * that a kill repeats at most the batch under way and loses nothing. ParallelizationFactor is not imitated.
 */
export function pollStream(parts: StreamPollerParts): Polling {
  const { source, shards, checkpoints } = parts;
  const batchSize = Math.min(source.batchSize ?? DEFAULT_BATCH, MAX_READ);
  let stopping = false;

  async function look(): Promise<boolean> {
    let found = false;
    for (const shardId of await shards.open()) {
      if (await readShard(shardId)) found = true;
    }
    return found;
  }

  async function readShard(shardId: string): Promise<boolean> {
    const first = await shards.read(shardId, batchSize);
    const gathered = first.ended || first.records.length === 0 ? first : await gather(shardId, first.records);
    const last = gathered.records.at(-1);
    if (last !== undefined) {
      const wanted = gathered.records
        .map((record) => asAwsSends(record, { ...parts, arn: source.sourceArn }))
        .filter(parts.filter);
      const handledAll = await deliver(shardId, wanted);
      if (!handledAll) {
        shards.rewind(shardId);
        return false;
      }
      checkpoints.handled(shardId, last.dynamodb.SequenceNumber);
    }
    if (gathered.ended) checkpoints.done(shardId);
    return last !== undefined || gathered.ended;
  }

  /** Waits for a fuller batch as long as the mapping's window says. */
  async function gather(shardId: string, first: readonly StreamRecord[]) {
    const records = [...first];
    const until = performance.now() + source.windowMs;
    while (records.length < batchSize && performance.now() < until && !stopping) {
      await sleep(20);
      const more = await shards.read(shardId, batchSize - records.length);
      records.push(...more.records);
      if (more.ended) return { records, ended: true };
    }
    return { records, ended: false };
  }

  /** Resolves to false where the hub is stopping and part of the batch was left: it comes again after the next start. */
  async function deliver(shardId: string, batch: readonly StreamRecord[], retries = 0): Promise<boolean> {
    if (batch.length === 0) return true;
    if (stopping) return false;
    const outcome = await parts.target.invoke({ Records: batch });
    const ids = batch.map((record) => record.dynamodb.SequenceNumber);
    const failed = failedItems(outcome, source.reportsFailures, ids);
    const firstFailed = failed === 'all' ? 0 : ids.findIndex((id) => failed.has(id));
    if (firstFailed < 0) return true;
    if (firstFailed > 0) {
      // Everything before the first failure is done: a restart must not repeat it.
      checkpoints.handled(shardId, ids[firstFailed - 1] ?? '');
      return deliver(shardId, batch.slice(firstFailed));
    }
    return afterFailure(shardId, batch, outcome, retries);
  }

  async function afterFailure(
    shardId: string,
    batch: readonly StreamRecord[],
    outcome: Outcome,
    retries: number,
  ): Promise<boolean> {
    if (source.bisect && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      if (!(await deliver(shardId, batch.slice(0, half)))) return false;
      checkpoints.handled(shardId, batch[half - 1]?.dynamodb.SequenceNumber ?? '');
      return deliver(shardId, batch.slice(half));
    }
    if (retries >= (source.retries ?? MAX_INT) || isTooOld(batch[0], source.maxAgeMs)) {
      await parts.giveUp(failureNotice(parts, shardId, batch, outcome, retries + 1));
      return true;
    }
    await backOff(retries);
    return deliver(shardId, batch, retries + 1);
  }

  async function backOff(retries: number): Promise<void> {
    const until = performance.now() + Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(retries, 10), LAST_BACKOFF_MS);
    while (performance.now() < until && !stopping) await sleep(20);
  }

  const polling = keepLooking(look, parts.report, parts.startPaused);
  return {
    ...polling,
    stop: () => {
      stopping = true;
      return polling.stop();
    },
  };
}

const isTooOld = (record: StreamRecord | undefined, maxAgeMs: number | undefined): boolean =>
  record !== undefined &&
  maxAgeMs !== undefined &&
  Date.now() - record.dynamodb.ApproximateCreationDateTime * 1000 > maxAgeMs;

/** What Lambda writes to a stream's failure destination: where the records stand, not what they are. */
function failureNotice(
  { source, target }: StreamPollerParts,
  shardId: string,
  batch: readonly StreamRecord[],
  outcome: Outcome,
  invokeCount: number,
) {
  const arrival = (record: StreamRecord | undefined): string =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: target.spec.arn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: invokeCount,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: outcome.ok ? null : 'Unhandled',
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(batch[0]),
      approximateArrivalOfLastRecord: arrival(batch.at(-1)),
      batchSize: batch.length,
      streamArn: source.sourceArn,
    },
  };
}
