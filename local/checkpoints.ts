import path from 'node:path';
import * as z from 'zod';
import { readJson, writePrivate } from './private-file.ts';

const Checkpoints = z.object({
  /** The stream they are of; a table made anew has another. */
  streamArn: z.string(),
  shards: z.record(z.string(), z.object({ sequence: z.string().optional(), done: z.boolean() })),
});
type Shard = z.infer<typeof Checkpoints>['shards'][string];

/** How far one reader has come in one stream, kept on disk. */
export interface CheckpointStore {
  of(shardId: string): Shard | undefined;
  /** Everything up to `sequence` was handled, or given up and reported. */
  handled(shardId: string, sequence: string): void;
  /** The shard is closed and wholly handled. */
  done(shardId: string): void;
  /** Forgets a place that the stream no longer has. */
  forget(shardId: string): void;
}

/** Opens the checkpoints of one event source in `folder`. Those of another stream are dropped. */
export function openCheckpoints(folder: string, name: string, streamArn: string): CheckpointStore {
  const file = path.join(folder, `${name}.json`);
  const kept = Checkpoints.safeParse(readJson(file));
  const state = kept.success && kept.data.streamArn === streamArn ? kept.data : { streamArn, shards: {} };
  const shards = new Map<string, Shard>(Object.entries(state.shards));
  const save = (shardId: string, shard: Shard | undefined): void => {
    if (shard === undefined) shards.delete(shardId);
    else shards.set(shardId, shard);
    writePrivate(file, JSON.stringify({ streamArn, shards: Object.fromEntries(shards) }));
  };
  return {
    of: (shardId) => shards.get(shardId),
    handled: (shardId, sequence) => save(shardId, { sequence, done: false }),
    done: (shardId) => save(shardId, { ...shards.get(shardId), done: true }),
    forget: (shardId) => save(shardId, undefined),
  };
}
