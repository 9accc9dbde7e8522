import type { Bytes } from './bytes.ts';

/** Data keys differ by what they protect, so that a retention class can be shredded by deleting its keys. */
export type KeyClass = 'ledger' | 'people' | 'signals' | 'warnings' | 'notices' | 'work' | 'statements' | 'access';

/** Seals the personal part of a row as one document, bound to the row it stands in (`place`: table, key and version). */
export interface Sealer {
  seal(keyClass: KeyClass, place: string, value: unknown): Promise<Bytes>;
  /**
   * Throws `SealBroken` where the bytes were changed or moved to another row; `key-missing` where no key of that class and
   * month stands, as while a restored table lags behind: such a row is read later, never given up.
   */
  open(keyClass: KeyClass, place: string, sealed: Bytes): Promise<unknown>;
}

/** Keyed hashes: people are found by them, never by plaintext. Each result starts with the key's version, `v1:`. */
export interface Hasher {
  personKey(idNumber: string): string;
  phoneKey(e164: string): string;
  nameKey(name: string, division: string): string;
  /** Digest of an event's content, for telling a duplicate from a conflict. */
  contentDigest(canonical: string): string;
  /** Ledger key of an event: 22 url-safe characters. */
  eventKey(source: string, id: string): string;
  /** Short scoped ids: household (`h-…`), notice, source, look-up code, what a row of a file speaks of. */
  scoped(
    scope: 'household' | 'notice' | 'task' | 'source' | 'code' | 'number' | 'nonce' | 'row',
    ...parts: readonly string[]
  ): string;
}
