/** Files too large for a row: what departments upload, and what they get back. No key and no address says whose file it is. */
export interface Objects {
  /**
   * Where a browser may PUT exactly so many bytes, for an hour; other lengths are refused, since the length is signed. `headers` are to
   * be sent with it as they are, beside the length, which every client sends by itself.
   */
  putAddress(key: string, bytes: number): Promise<{ url: string; headers: Readonly<Record<string, string>> }>;
  /** Where it may be fetched from for five minutes, under a file name that may be Chinese. Asks nobody whether it is there. */
  getAddress(key: string, filename: string): Promise<string>;
  /** Sizes in bytes of all objects whose key begins with `prefix`, by key. */
  sizes(prefix: string): Promise<ReadonlyMap<string, number>>;
  /** An object's bytes, piece by piece; undefined where there is none. Whoever asks must read on or break off. */
  read(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /**
   * Writes an object whole or not at all, over one that stands there. Of what comes piece by piece a few MiB are held at once,
   * however long it is.
   */
  write(key: string, body: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>;
  /** Removes all objects whose key begins with `prefix`; none is no error. Throws where the prefix is empty. */
  remove(prefix: string): Promise<void>;
}

/** Seconds that an address of `putAddress` lives: a part of 8 MiB over a slow line, and the pause before it. */
export const PUT_SECONDS = 3600;
/** Seconds that an address of `getAddress` lives: it opens the file to whoever has it. */
export const GET_SECONDS = 300;

/** `prefix` as it came. Throws where it is empty: that would be everybody's files. */
export function somePrefix(prefix: string): string {
  if (prefix === '') throw new Error('an empty prefix would remove every object');
  return prefix;
}
