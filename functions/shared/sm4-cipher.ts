import { sm4 } from 'sm-crypto-v2';
import { type Cipher, TAG } from './cipher.ts';

const KEY_BYTES = 16;

/**
 * SM4-GCM (GB/T 32907, RFC 8998) for provinces that ask for national ciphers. Node has no sm4-gcm; a data key of 32 bytes
 * gives its first half, since SM4 takes 128 bits. Imported only where a province asks for it.
 */
export const sm4Gcm: Cipher = {
  code: 2,
  seal(key, nonce, bound, plain) {
    const { output, tag } = sm4.encrypt(plain, key.subarray(0, KEY_BYTES), {
      mode: 'gcm',
      iv: nonce,
      associatedData: new Uint8Array(bound),
      output: 'array',
      outputTag: true,
    });
    return Buffer.concat([output, tag ?? new Uint8Array()]);
  },
  open(key, nonce, bound, sealed) {
    const end = sealed.length - TAG;
    const options = {
      mode: 'gcm',
      iv: nonce,
      associatedData: new Uint8Array(bound),
      output: 'array',
      tag: new Uint8Array(sealed.subarray(end)),
    } as const;
    return sm4.decrypt(new Uint8Array(sealed.subarray(0, end)), key.subarray(0, KEY_BYTES), options);
  },
};
