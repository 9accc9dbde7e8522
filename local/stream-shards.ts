import * as z from 'zod';
import type { AwsCall } from './aws-call.ts';
import type { CheckpointStore } from './checkpoints.ts';
import { StreamRecord } from './stream-record.ts';

const Description = z.looseObject({
  StreamDescription: z.looseObject({
    Shards: z
      .array(
        z.looseObject({
          ShardId: z.string(),
          ParentShardId: z.string().optional(),
          SequenceNumberRange: z.looseObject({ EndingSequenceNumber: z.string().optional() }).optional(),
        }),
      )
      .default([]),
    LastEvaluatedShardId: z.string().optional(),
  }),
});
const Iterator = z.looseObject({ ShardIterator: z.string() });
const Page = z.looseObject({ Records: z.array(StreamRecord).default([]), NextShardIterator: z.string().optional() });

/** One read of a shard: `ended` where it is closed and nothing follows. */
export interface ShardPage {
  readonly records: readonly StreamRecord[];
  readonly ended: boolean;
}

/** Reads a stream shard by shard, each from where its reader's checkpoint stands. */
export interface ShardReader {
  /** Shards that can be read now: not yet done, their parent done or gone. */
  open(): Promise<string[]>;
  read(shardId: string, limit: number): Promise<ShardPage>;
  /** The next read starts at the checkpoint again. */
  rewind(shardId: string): void;
}

/** New shards appear hours apart; a closed one asks at once. */
const DISCOVER_EVERY_MS = 5000;

export function shardReader(streamArn: string, streams: AwsCall, checkpoints: CheckpointStore): ShardReader {
  const iterators = new Map<string, string>();
  let known: string[] = [];
  let discoveredAt = Number.NEGATIVE_INFINITY;

  async function discover(): Promise<string[]> {
    const shards: z.infer<typeof Description>['StreamDescription']['Shards'] = [];
    let from: string | undefined;
    do {
      const answer = await streams('DescribeStream', {
        StreamArn: streamArn,
        ...(from !== undefined && { ExclusiveStartShardId: from }),
      });
      const { Shards, LastEvaluatedShardId } = Description.parse(answer).StreamDescription;
      shards.push(...Shards);
      from = LastEvaluatedShardId;
    } while (from !== undefined);
    const ids = new Set(shards.map(({ ShardId }) => ShardId));
    const isDone = (id: string): boolean => checkpoints.of(id)?.done === true;
    return shards
      .filter(({ ShardId }) => !isDone(ShardId))
      .filter(({ ParentShardId }) => ParentShardId === undefined || !ids.has(ParentShardId) || isDone(ParentShardId))
      .map(({ ShardId }) => ShardId);
  }

  /** A table's stream was born with its reader, so an unread shard is read from its beginning whatever StartingPosition says. */
  async function iterator(shardId: string): Promise<string> {
    const kept = iterators.get(shardId);
    if (kept !== undefined) return kept;
    const sequence = checkpoints.of(shardId)?.sequence;
    const place =
      sequence === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequence };
    const answer = await streams('GetShardIterator', { StreamArn: streamArn, ShardId: shardId, ...place });
    return Iterator.parse(answer).ShardIterator;
  }

  return {
    async open() {
      if (performance.now() - discoveredAt > DISCOVER_EVERY_MS) {
        known = await discover();
        discoveredAt = performance.now();
      }
      return known;
    },
    async read(shardId, limit) {
      try {
        const answer = await streams('GetRecords', { ShardIterator: await iterator(shardId), Limit: limit });
        const { Records, NextShardIterator } = Page.parse(answer);
        if (NextShardIterator !== undefined) iterators.set(shardId, NextShardIterator);
        else discoveredAt = Number.NEGATIVE_INFINITY;
        return { records: Records, ended: NextShardIterator === undefined };
      } catch (error) {
        iterators.delete(shardId);
        if (!(error instanceof Error && error.name === 'TrimmedDataAccessException')) throw error;
        // The place is older than a stream keeps its records: what is left is what can still be read, from its beginning.
        checkpoints.forget(shardId);
        return { records: [], ended: false };
      }
    },
    rewind: (shardId) => {
      iterators.delete(shardId);
    },
  };
}
