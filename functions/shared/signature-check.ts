import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { DepartmentKey } from './access.ts';

/** Whether the signature over these bytes was made with the key; never throws on what the caller sent. */
export function signatureMatches(
  { algorithm, secret }: Pick<DepartmentKey, 'algorithm' | 'secret'>,
  data: Buffer,
  signature: Buffer,
): boolean {
  const bytes = Buffer.from(secret, 'base64');
  switch (algorithm) {
    case 'hmac-sha256':
      return same(createHmac('sha256', bytes).update(data).digest(), signature);
    case 'hmac-sm3':
      return same(createHmac('sm3', bytes).update(data).digest(), signature);
    case 'ecdsa-p256-sha256': {
      const key = createPublicKey({ key: bytes, format: 'der', type: 'spki' });
      return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    }
    case 'ed25519':
      return verify(null, data, createPublicKey({ key: bytes, format: 'der', type: 'spki' }), signature);
  }
}

const same = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);
