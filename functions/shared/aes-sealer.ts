import { randomFillSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Bytes } from './bytes.ts';
import { type CipherName, cipherCoded, cipherNamed, TAG } from './cipher.ts';
import type { Clock } from './clock.ts';
import type { DataKeys } from './data-keys.ts';
import { SafeError } from './safe-error.ts';
import { SEAL_DICTIONARY } from './seal-dictionary.ts';
import type { KeyClass, Sealer } from './sealing.ts';

const NONCE = 12;
/** Format, cipher, flags, two bytes of month (years since 2000 × 12 + month). */
const HEAD = 5;
const FORMAT = 1;
const DEFLATED = 1;
/** Below this, deflating costs more than it saves. */
const WORTHWHILE = 200;
/**
 * Bytes from which a document is deflated. What fits one write unit as it is need not be smaller; signals are, because all of
 * a person's are read at each event, and statements, because they go on for pages.
 */
const DEFLATE_FROM: Readonly<Record<KeyClass, number>> = {
  ledger: 850,
  people: 750,
  signals: WORTHWHILE,
  warnings: 750,
  notices: 750,
  work: 750,
  statements: WORTHWHILE,
  access: 750,
};
const WITH_DICTIONARY = { dictionary: SEAL_DICTIONARY };
/** Rows are small: setting up the usual window and tables would take longer than deflating, for the same bytes. */
const SMALL = { windowBits: 12, memLevel: 4 };

/** A sealed document was changed, or stands in a row that it was not sealed for. */
export class SealBroken extends SafeError {
  constructor() {
    super('seal-broken', 'a sealed document does not belong to its row');
  }
}

/** Seals with the province's cipher and opens whatever any cipher sealed. Keys are per class and month of sealing. */
export function createSealer(keys: DataKeys, clock: Clock, seal: CipherName = 'aes-256-gcm'): Sealer {
  return {
    async seal(keyClass, place, value) {
      const cipher = await cipherNamed(seal);
      const month = monthNumber(clock.now());
      const key = await keys(keyName(keyClass, month));
      const plain = Buffer.from(JSON.stringify(value));
      const deflated =
        plain.length >= DEFLATE_FROM[keyClass] ? deflateRawSync(plain, { ...WITH_DICTIONARY, ...SMALL }) : undefined;
      const small = deflated && deflated.length < plain.length ? deflated : undefined;
      const head = Buffer.from([FORMAT, cipher.code, small ? DEFLATED : 0, month >> 8, month & 0xff]);
      const drawnNonce = nonce();
      return new Uint8Array(
        Buffer.concat([head, drawnNonce, cipher.seal(key, drawnNonce, bound(head, keyClass, place), small ?? plain)]),
      );
    },
    async open(keyClass, place, sealed) {
      const [format, code, flags = 0, high = 0, low = 0] = sealed;
      const cipher = await cipherCoded(code);
      if (format !== FORMAT || !cipher || sealed.length < HEAD + NONCE + TAG) throw new SealBroken();
      const key = await keys(keyName(keyClass, (high << 8) | low), 'opening');
      const head = Buffer.from(sealed.subarray(0, HEAD));
      const nonce = new Uint8Array(sealed.subarray(HEAD, HEAD + NONCE));
      const plain = opened(() => cipher.open(key, nonce, bound(head, keyClass, place), sealed.subarray(HEAD + NONCE)));
      return JSON.parse(Buffer.from(flags & DEFLATED ? inflateRawSync(plain, WITH_DICTIONARY) : plain).toString());
    },
  };
}

/** Random bytes drawn by the thousand: a call for twelve costs as much as one for four thousand. */
const drawn = Buffer.alloc(NONCE * 340);
let used = drawn.length;

function nonce(): Bytes {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += NONCE;
  return new Uint8Array(drawn.subarray(used - NONCE, used));
}

function opened<T>(open: () => T): T {
  try {
    return open();
  } catch {
    throw new SealBroken();
  }
}

const bound = (head: Buffer, keyClass: KeyClass, place: string) =>
  Buffer.concat([head, Buffer.from(`${keyClass}|${place}`)]);

function monthNumber(now: number): number {
  const date = new Date(now);
  return (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
}

const keyName = (keyClass: KeyClass, month: number) =>
  `${keyClass}#${2000 + Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`;
