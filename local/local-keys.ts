import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import type { Deployment } from './deployment.ts';
import { type JsonService, ServiceRefusal } from './json-service.ts';
import { readJson, writePrivate } from './private-file.ts';

const Context = z.record(z.string(), z.string()).default({});
const Encrypt = z.looseObject({ KeyId: z.string(), Plaintext: z.base64(), EncryptionContext: Context });
const Decrypt = z.looseObject({ CiphertextBlob: z.base64(), KeyId: z.string().optional(), EncryptionContext: Context });
const DataKey = z.looseObject({
  KeyId: z.string(),
  KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
  EncryptionContext: Context,
});
const Kept = z.record(z.string(), z.base64());

/** A key of the stack. */
export interface LocalKey {
  readonly keyId: string;
  readonly arn: string;
  /** `alias/...` names of it. */
  readonly aliases: readonly string[];
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The calls of KMS that sealing needs. Key material lies in `data`, readable by its owner only, and is made once: what was
 * sealed before a restart opens after it. The encryption context is bound to the ciphertext as KMS binds it.
 */
export function localKeys(data: string, keys: readonly LocalKey[]): JsonService {
  const material = keptMaterial(path.join(data, 'kms.json'), keys);

  function find(name: string): LocalKey {
    const key = keys.find(
      (one) => [one.keyId, one.arn].includes(name) || one.aliases.some((alias) => isAlias(name, alias)),
    );
    if (key === undefined) throw new ServiceRefusal('NotFoundException', `Key ${name} does not exist`);
    return key;
  }

  function seal(key: LocalKey, plaintext: Buffer, context: Readonly<Record<string, string>>): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', material(key.keyId), iv).setAAD(boundContext(context));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([Buffer.from(key.keyId), iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  function open(input: z.infer<typeof Decrypt>): { key: LocalKey; plaintext: Buffer } {
    const blob = Buffer.from(input.CiphertextBlob, 'base64');
    const idLength = keys[0]?.keyId.length ?? 0;
    const key = keys.find(({ keyId }) => keyId === blob.subarray(0, idLength).toString());
    if (key === undefined) throw new ServiceRefusal('InvalidCiphertextException', '');
    if (input.KeyId !== undefined && find(input.KeyId) !== key) {
      throw new ServiceRefusal(
        'IncorrectKeyException',
        'The key ID in the request does not identify the key that was used',
      );
    }
    const [iv, tag] = [
      blob.subarray(idLength, idLength + IV_BYTES),
      blob.subarray(idLength + IV_BYTES).subarray(0, TAG_BYTES),
    ];
    try {
      const decipher = createDecipheriv('aes-256-gcm', material(key.keyId), iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundContext(input.EncryptionContext)).setAuthTag(tag);
      const sealed = blob.subarray(idLength + IV_BYTES + TAG_BYTES);
      return { key, plaintext: Buffer.concat([decipher.update(sealed), decipher.final()]) };
    } catch {
      throw new ServiceRefusal('InvalidCiphertextException', '');
    }
  }

  function dataKey(input: unknown) {
    const { KeyId, KeySpec, NumberOfBytes, EncryptionContext } = DataKey.parse(input);
    const key = find(KeyId);
    const plaintext = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32));
    return {
      KeyId: key.arn,
      CiphertextBlob: seal(key, plaintext, EncryptionContext),
      Plaintext: plaintext.toString('base64'),
    };
  }

  return {
    GenerateDataKey: dataKey,
    GenerateDataKeyWithoutPlaintext(input) {
      const { Plaintext: _kept, ...sealed } = dataKey(input);
      return sealed;
    },
    Encrypt(input) {
      const { KeyId, Plaintext, EncryptionContext } = Encrypt.parse(input);
      const key = find(KeyId);
      const CiphertextBlob = seal(key, Buffer.from(Plaintext, 'base64'), EncryptionContext);
      return { KeyId: key.arn, CiphertextBlob, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    Decrypt(input) {
      const { key, plaintext } = open(Decrypt.parse(input));
      return { KeyId: key.arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    DescribeKey(input) {
      const { keyId, arn } = find(z.looseObject({ KeyId: z.string() }).parse(input).KeyId);
      return {
        KeyMetadata: { KeyId: keyId, Arn: arn, Enabled: true, KeyState: 'Enabled', KeyUsage: 'ENCRYPT_DECRYPT' },
      };
    },
  };
}

/** Reads the keys' material, making what is missing. A key that left the stack is kept: what it sealed may come back. */
function keptMaterial(file: string, keys: readonly LocalKey[]): (keyId: string) => Buffer {
  const kept = Kept.parse(readJson(file) ?? {});
  const missing = keys.filter(({ keyId }) => kept[keyId] === undefined);
  for (const { keyId } of missing) kept[keyId] = randomBytes(32).toString('base64');
  if (missing.length > 0) writePrivate(file, JSON.stringify(kept));
  return (keyId) => Buffer.from(kept[keyId] ?? '', 'base64');
}

/** Order does not matter in an encryption context; case does. */
const boundContext = (context: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1))));

const isAlias = (name: string, alias: string): boolean => name === alias || name.endsWith(`:${alias}`);

/** The stack's keys with their aliases. Throws by name for a key that does not encrypt. */
export function keysOf(deployment: Deployment): LocalKey[] {
  const aliases = deployment.ofType('AWS::KMS::Alias');
  return deployment.ofType('AWS::KMS::Key').map(({ logicalId, identity, properties }): LocalKey => {
    const { KeyUsage = 'ENCRYPT_DECRYPT', KeySpec = 'SYMMETRIC_DEFAULT' } = properties;
    if (KeyUsage !== 'ENCRYPT_DECRYPT' || KeySpec !== 'SYMMETRIC_DEFAULT') {
      throw new Error(`${logicalId}: only symmetric keys that encrypt are imitated locally`);
    }
    const arn = identity.attributes['Arn'] ?? '';
    const named = aliases.filter((alias) => [identity.ref, arn].includes(String(alias.properties['TargetKeyId'])));
    return { keyId: identity.ref, arn, aliases: named.map((alias) => alias.identity.ref) };
  });
}
