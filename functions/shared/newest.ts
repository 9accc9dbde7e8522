/** A row of an uploaded file. */
export interface RowPlace {
  upload: string;
  /** 1-based running number of the row in the whole file; 0 for what a full list said by leaving somebody out. */
  row: number;
}

/** What a row of an uploaded file said, as it is remembered: digests and numbers only. */
export interface RowVersion extends RowPlace {
  /** Keyed digest of the event's data. */
  digest: string;
}

/** The newest row of one business key. */
export interface NewestRow extends RowVersion {
  /** Hash of the business key, from the hasher. */
  key: string;
  /** The row of a later upload that named it last and said the same. */
  seen?: RowPlace | undefined;
  /** True since a list no longer named it. */
  left?: boolean | undefined;
  /** What stood before, so that withdrawing the upload can put it back. */
  before?: RowVersion | undefined;
}

/** Rows are spread over so many partitions for each scope, so that a list of millions does not wait for one of them. */
export const SHARDS = 64;
/** What the scope of a dry run begins with; such rows go after a day. */
export const DRY = 'dry#';

/**
 * Which row was the newest for each business key, so that the same list sent again stores nothing. `scope` is a hash of source and
 * type, or for a dry run `dry#<upload>#` and that hash.
 */
export interface Newest {
  /** Those that are there, by key; consistent. Up to a hundred keys are one call. */
  get(scope: string, keys: readonly string[]): Promise<ReadonlyMap<string, NewestRow>>;
  /** Writes without a condition, one unit each: one worker at a time holds a scope. A key that comes twice is written as it came last. */
  put(scope: string, rows: readonly NewestRow[]): Promise<void>;
  /** What is not there is no error. */
  remove(scope: string, keys: readonly string[]): Promise<void>;
  /** All rows of one of the 64 shards in pages, consistent. Rows that are put meanwhile may or may not come. Throws for another shard. */
  all(scope: string, shard: number): AsyncIterable<readonly NewestRow[]>;
}

/** The shard of a key: by the first byte of its hash, which is as good as random. Throws where the key is no hash. */
export const shardOf = (key: string): number => Buffer.from(key, 'base64url').readUInt8(0) % SHARDS;

/** `shard` as it came. Throws where there is no such one: a reader who counts wrong would miss people. */
export function knownShard(shard: number): number {
  if (!Number.isInteger(shard) || shard < 0 || shard >= SHARDS) throw new Error(`no shard ${shard}`);
  return shard;
}
