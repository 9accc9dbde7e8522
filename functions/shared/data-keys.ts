import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Access } from './access.ts';
import type { Bytes } from './bytes.ts';
import { SafeError } from './safe-error.ts';

/** Makes and unwraps data keys. KMS wraps with AES in most regions and with SM4 in China: no wrapped size is assumed. */
export interface KeyWrapper {
  make(context: Readonly<Record<string, string>>): Promise<{ plain: Bytes; wrapped: Bytes }>;
  unwrap(wrapped: Bytes, context: Readonly<Record<string, string>>): Promise<Bytes>;
}

export const kmsWrapper = (client: KMSClient, key: string): KeyWrapper => ({
  async make(context) {
    const made = await client.send(
      new GenerateDataKeyCommand({ KeyId: key, NumberOfBytes: 32, EncryptionContext: { ...context } }),
    );
    return { plain: bytes(made.Plaintext), wrapped: bytes(made.CiphertextBlob) };
  },
  async unwrap(wrapped, context) {
    const opened = await client.send(
      new DecryptCommand({ KeyId: key, CiphertextBlob: wrapped, EncryptionContext: { ...context } }),
    );
    return bytes(opened.Plaintext);
  },
});

function bytes(value: Uint8Array | undefined): Bytes {
  if (!value) throw new SafeError('kms-empty', 'the key service answered without key material');
  return new Uint8Array(value);
}

/**
 * A data key by its name, e.g. `ledger#202611`: unwrapped once per process, never a KMS call per event. Only sealing makes one
 * that is missing; opening throws the `SafeError` `key-missing`, since a new key would open nothing and hide what is wrong.
 */
export type DataKeys = (name: string, use?: 'sealing' | 'opening') => Promise<Bytes>;

type KeyStore = Pick<Access, 'dataKey' | 'putDataKey'>;

export function dataKeys(access: KeyStore, wrapper: KeyWrapper): DataKeys {
  const known = new Map<string, Promise<Bytes>>();
  const remember = (place: string, loading: Promise<Bytes>) => {
    known.set(place, loading);
    // A failure is not remembered: the next record tries again.
    loading.catch(() => known.delete(place));
    return loading;
  };
  return (name, use = 'sealing') => {
    const found = known.get(name);
    if (found) return found;
    if (use === 'sealing')
      return remember(
        name,
        standing(access, wrapper, name).then((key) => key ?? make(access, wrapper, name)),
      );
    // Kept apart until it is there: who seals must not be told that it is missing.
    const opening = `opening ${name}`;
    return known.get(opening) ?? remember(opening, toOpenWith(access, wrapper, name));
  };
}

async function standing(access: KeyStore, wrapper: KeyWrapper, name: string): Promise<Bytes | undefined> {
  const stored = await access.dataKey(name);
  return stored && wrapper.unwrap(stored, contextOf(name));
}

async function toOpenWith(access: KeyStore, wrapper: KeyWrapper, name: string): Promise<Bytes> {
  const key = await standing(access, wrapper, name);
  if (!key) throw new SafeError('key-missing', `there is no data key ${name}`);
  return key;
}

async function make(access: KeyStore, wrapper: KeyWrapper, name: string): Promise<Bytes> {
  const made = await wrapper.make(contextOf(name));
  const stored = await access.putDataKey(name, made.wrapped);
  return Buffer.from(stored).equals(Buffer.from(made.wrapped)) ? made.plain : wrapper.unwrap(stored, contextOf(name));
}

const contextOf = (name: string) => ({ jiuzhu: name });
