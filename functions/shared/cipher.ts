import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { Bytes } from './bytes.ts';

/** One authenticated cipher; `bound` is authenticated and not stored. */
export interface Cipher {
  /** Stands in the sealed document, so that rows sealed with either can be read. */
  readonly code: number;
  seal(key: Bytes, nonce: Bytes, bound: Buffer, plain: Uint8Array): Uint8Array;
  /** Throws where anything was changed. */
  open(key: Bytes, nonce: Bytes, bound: Buffer, sealed: Uint8Array): Uint8Array;
}

/** What a province may choose (`ciphers.seal` of its profile). */
export type CipherName = 'aes-256-gcm' | 'sm4-gcm';

/** Bytes of the tag behind a sealed text, with either cipher. */
export const TAG = 16;

/** Importing a key takes three times as long as opening a row with it, and a process opens thousands with the same few. */
const importedKeys = new WeakMap<Bytes, KeyObject>();
function imported(key: Bytes): KeyObject {
  const known = importedKeys.get(key) ?? createSecretKey(key);
  importedKeys.set(key, known);
  return known;
}

export const aesGcm: Cipher = {
  code: 1,
  seal(key, nonce, bound, plain) {
    const cipher = createCipheriv('aes-256-gcm', imported(key), nonce, { authTagLength: TAG });
    cipher.setAAD(bound);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, nonce, bound, sealed) {
    const cipher = createDecipheriv('aes-256-gcm', imported(key), nonce, { authTagLength: TAG });
    cipher.setAAD(bound);
    cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - TAG)), cipher.final()]);
  },
};

/** SM4 weighs 77 KB and is loaded only where it is asked for, or where a row was sealed with it. */
const sm4Gcm = async (): Promise<Cipher> => (await import('./sm4-cipher.ts')).sm4Gcm;

export const cipherNamed = async (name: CipherName): Promise<Cipher> => (name === 'sm4-gcm' ? sm4Gcm() : aesGcm);

/** The cipher a sealed document names, so that rows sealed before a change of cipher stay readable. */
export async function cipherCoded(code: number | undefined): Promise<Cipher | undefined> {
  if (code === aesGcm.code) return aesGcm;
  return code === 2 ? sm4Gcm() : undefined;
}
