import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { localKeys } from '../../local/local-keys.ts';

const KEY = { keyId: '11111111-1111-1111-1111-111111111111', arn: 'arn:aws:kms:r:0:key/1', aliases: ['alias/one'] };
const OTHER = { keyId: '22222222-2222-2222-2222-222222222222', arn: 'arn:aws:kms:r:0:key/2', aliases: [] };
const Sealed = z.object({ CiphertextBlob: z.string(), Plaintext: z.string(), KeyId: z.string() });
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'local-keys-'));
const context = { table: 'T', month: '2026-11' };

function seal(data: string) {
  const kms = localKeys(data, [KEY, OTHER]);
  return Sealed.parse(kms['GenerateDataKey']?.({ KeyId: KEY.keyId, KeySpec: 'AES_256', EncryptionContext: context }));
}

describe('local keys', () => {
  it('open what they sealed, also after a restart, whatever the order of the context', () => {
    const data = folder();
    const { CiphertextBlob, Plaintext, KeyId } = seal(data);
    const opened = localKeys(data, [OTHER, KEY])['Decrypt']?.({
      CiphertextBlob,
      EncryptionContext: { month: '2026-11', table: 'T' },
    });
    expect(opened).toMatchObject({ Plaintext, KeyId });
    expect(Buffer.from(Plaintext, 'base64')).toHaveLength(32);
  });

  it.each([
    ['another context', { EncryptionContext: { ...context, table: 'U' } }, 'InvalidCiphertextException'],
    ['no context', { EncryptionContext: undefined }, 'InvalidCiphertextException'],
    ['a key that was not used', { KeyId: OTHER.arn }, 'IncorrectKeyException'],
    ['an unknown key', { KeyId: 'alias/none' }, 'NotFoundException'],
  ])('do not open with %s', (_what, change, name) => {
    const data = folder();
    const { CiphertextBlob } = seal(data);
    const decrypt = () =>
      localKeys(data, [KEY, OTHER])['Decrypt']?.({ CiphertextBlob, EncryptionContext: context, ...change });
    expect(decrypt).toThrow(expect.objectContaining({ name }));
  });

  it('do not open what was changed', () => {
    const data = folder();
    const blob = Buffer.from(seal(data).CiphertextBlob, 'base64');
    blob[blob.length - 1] = (blob.at(-1) ?? 0) ^ 1;
    const input = { CiphertextBlob: blob.toString('base64'), EncryptionContext: context };
    expect(() => localKeys(data, [KEY])['Decrypt']?.(input)).toThrow(
      expect.objectContaining({ name: 'InvalidCiphertextException' }),
    );
  });

  it('are found by id, ARN and alias, and lie in a file for their owner only', () => {
    const data = folder();
    const kms = localKeys(data, [KEY]);
    for (const KeyId of [KEY.keyId, KEY.arn, 'alias/one', 'arn:aws:kms:r:0:alias/one']) {
      expect(kms['DescribeKey']?.({ KeyId })).toMatchObject({ KeyMetadata: { KeyId: KEY.keyId } });
    }
    expect(statSync(path.join(data, 'kms.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(path.join(data, 'kms.json'), 'utf8'))).toHaveProperty(KEY.keyId);
  });
});
