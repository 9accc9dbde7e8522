import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Access } from '../../../functions/shared/access.ts';
import { createSealer } from '../../../functions/shared/aes-sealer.ts';
import { dataKeys, type KeyWrapper } from '../../../functions/shared/data-keys.ts';
import { createHasher, INDEX_KEY } from '../../../functions/shared/keyed-hasher.ts';
import { NOW } from '../../factories.ts';

/** A key service in memory: wraps with a key of its own, bound to the context. */
export function fakeKeyWrapper(): KeyWrapper {
  const master = randomBytes(32);
  const aad = (context: Readonly<Record<string, string>>) => Buffer.from(JSON.stringify(context));
  return {
    async make(context) {
      const plain = new Uint8Array(randomBytes(32));
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(aad(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { plain, wrapped: new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body])) };
    },
    async unwrap(wrapped, context) {
      const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, 12)).setAAD(aad(context));
      decipher.setAuthTag(wrapped.subarray(12, 28));
      return new Uint8Array(Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]));
    },
  };
}

/** The real sealer and hasher over data keys in these accesses. */
export async function makeSealing(access: Access) {
  const keys = dataKeys(access, fakeKeyWrapper());
  return { sealer: createSealer(keys, { now: () => NOW }), hasher: createHasher(await keys(INDEX_KEY)) };
}
