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

/** A data key by its name, e.g. `ledger#202611`: unwrapped once per process, never a KMS call per event. */
export type DataKeys = (name: string) => Promise<Bytes>;

export function dataKeys(access: Pick<Access, 'dataKey' | 'putDataKey'>, wrapper: KeyWrapper): DataKeys {
  const known = new Map<string, Promise<Bytes>>();
  return (name) => {
    const found = known.get(name);
    if (found) return found;
    const loading = load(access, wrapper, name);
    known.set(name, loading);
    // A failure is not remembered: the next record tries again.
    loading.catch(() => known.delete(name));
    return loading;
  };
}

async function load(access: Pick<Access, 'dataKey' | 'putDataKey'>, wrapper: KeyWrapper, name: string): Promise<Bytes> {
  const context = { jiuzhu: name };
  const stored = await access.dataKey(name);
  if (stored) return wrapper.unwrap(stored, context);
  const made = await wrapper.make(context);
  const standing = await access.putDataKey(name, made.wrapped);
  return Buffer.from(standing).equals(Buffer.from(made.wrapped)) ? made.plain : wrapper.unwrap(standing, context);
}
