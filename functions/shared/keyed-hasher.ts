import { createHmac, createSecretKey } from 'node:crypto';
import type { Bytes } from './bytes.ts';
import type { Hasher } from './sealing.ts';

export type HashName = 'sha256' | 'sm3';

/** Name of the index key among the data keys; its version stands in every personal hash, so that keys can rotate. */
export const INDEX_KEY = 'index#v1';
const VERSION = 'v1:';
/** 128 bits: 22 url-safe characters. */
const BYTES = 16;

/** HMAC over a scope and its parts: what a person is found by, and what nobody can guess back to an ID number. */
export function createHasher(key: Bytes, hash: HashName = 'sha256'): Hasher {
  // Imported once: doing it at each hash would take longer than the hash.
  const secret = createSecretKey(key);
  const hmac = (scope: string, ...parts: readonly string[]) =>
    createHmac(hash, secret)
      // Lengths keep the parts apart: ('ab', 'c') is not ('a', 'bc').
      .update([scope, ...parts].map((part) => `${part.length}:${part}`).join('|'))
      .digest()
      .subarray(0, BYTES)
      .toString('base64url');
  return {
    personKey: (idNumber) => VERSION + hmac('person', idNumber),
    phoneKey: (e164) => VERSION + hmac('phone', e164),
    nameKey: (name, division) => VERSION + hmac('name', name, division),
    contentDigest: (canonical) => hmac('content', canonical),
    eventKey: (source, id) => hmac('event', source, id),
    scoped: (scope, ...parts) => hmac(scope, ...parts),
  };
}
