import { describe, expect, it } from 'vitest';
import { createSealer, SealBroken } from '../../../functions/shared/aes-sealer.ts';
import { dataKeys } from '../../../functions/shared/data-keys.ts';
import { createHasher } from '../../../functions/shared/keyed-hasher.ts';
import { memoryAccess } from '../../../functions/shared/memory/access.ts';
import { sm4Gcm } from '../../../functions/shared/sm4-cipher.ts';
import { NOW } from '../../factories.ts';
import { fakeKeyWrapper } from './sealing.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('national ciphers', () => {
  it('SM4-GCM agrees with the vector of RFC 8998, appendix A.1', () => {
    const key = bytes('0123456789abcdeffedcba9876543210');
    const nonce = bytes('00001234567800000000abcd');
    const bound = Buffer.from('feedfacedeadbeeffeedfacedeadbeefabaddad2', 'hex');
    const plain = bytes(
      'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa',
    );
    const sealed = sm4Gcm.seal(key, nonce, bound, plain);
    expect(Buffer.from(sealed).toString('hex')).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec',
    );
    expect(Buffer.from(sm4Gcm.open(key, nonce, bound, sealed))).toEqual(Buffer.from(plain));
  });

  it('a sealer of either kind opens what the other sealed, and refuses what was moved', async () => {
    const keys = dataKeys(memoryAccess(), fakeKeyWrapper());
    const clock = { now: () => NOW };
    const [aes, sm4] = [createSealer(keys, clock), createSealer(keys, clock, 'sm4-gcm')];
    const value = { note: '困难'.repeat(500) };
    for (const [first, second] of [
      [aes, sm4],
      [sm4, aes],
    ] as const) {
      const sealed = await first.seal('warnings', 'Warnings/1', value);
      expect(await second.open('warnings', 'Warnings/1', sealed)).toEqual(value);
      await expect(second.open('warnings', 'Warnings/2', sealed)).rejects.toThrow(SealBroken);
    }
  });

  it('people are found by HMAC-SM3 where a province asks for it', () => {
    const key = new Uint8Array(32).fill(1);
    const [sha, sm3] = [createHasher(key), createHasher(key, 'sm3')];
    expect(sm3.personKey('a')).toMatch(/^v1:[\w-]{22}$/);
    expect(sm3.personKey('a')).not.toBe(sha.personKey('a'));
  });
});
