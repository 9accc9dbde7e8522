import { randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import type { LiveResource } from './deployment.ts';
import { type JsonService, ServiceRefusal } from './json-service.ts';
import { readJson, writePrivate } from './private-file.ts';

const Secret = z.object({
  name: z.string(),
  arn: z.string(),
  versionId: z.string(),
  text: z.string().optional(),
  binary: z.string().optional(),
});
type Secret = z.infer<typeof Secret>;
const Value = z.looseObject({ SecretString: z.string().optional(), SecretBinary: z.string().optional() });
const Id = z.looseObject({ SecretId: z.string() });
const Generate = z.looseObject({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .looseObject({
      PasswordLength: z.int().default(32),
      SecretStringTemplate: z.string().optional(),
      GenerateStringKey: z.string().optional(),
    })
    .optional(),
});

/**
 * The calls of Secrets Manager that reading and seeding need, over a file readable by its owner only. A secret of the stack
 * is made on the first start and kept.
 */
export function localSecrets(data: string, region: string, declared: readonly LiveResource[]): JsonService {
  const file = path.join(data, 'secrets.json');
  const secrets = z.array(Secret).parse(readJson(file) ?? []);
  const save = (): void => writePrivate(file, JSON.stringify(secrets));

  const find = (id: string): Secret | undefined => secrets.find(({ name, arn }) => name === id || arn === id);
  function require(input: unknown): Secret {
    const secret = find(Id.parse(input).SecretId);
    if (secret === undefined) {
      throw new ServiceRefusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  function put(secret: Secret, input: unknown) {
    const { SecretString, SecretBinary } = Value.parse(input);
    secret.versionId = randomUUID();
    secret.text = SecretString;
    secret.binary = SecretBinary;
    save();
    return { ARN: secret.arn, Name: secret.name, VersionId: secret.versionId, VersionStages: ['AWSCURRENT'] };
  }

  for (const { identity, properties } of declared) {
    if (find(identity.ref) !== undefined) continue;
    const secret = { name: identity.ref.split(':').at(-1) ?? '', arn: identity.ref, versionId: '' };
    secrets.push(secret);
    put(secret, { SecretString: firstValue(properties) });
  }

  return {
    GetSecretValue(input) {
      const { arn, name, versionId, text, binary } = require(input);
      const value = {
        ...(text !== undefined && { SecretString: text }),
        ...(binary !== undefined && { SecretBinary: binary }),
      };
      return { ARN: arn, Name: name, VersionId: versionId, VersionStages: ['AWSCURRENT'], ...value };
    },
    CreateSecret(input) {
      const { Name } = z.looseObject({ Name: z.string() }).parse(input);
      if (find(Name) !== undefined)
        throw new ServiceRefusal('ResourceExistsException', `the secret ${Name} already exists`);
      const secret = { name: Name, arn: `arn:aws:secretsmanager:${region}:000000000000:secret:${Name}`, versionId: '' };
      secrets.push(secret);
      return put(secret, input);
    },
    PutSecretValue: (input) => put(require(input), input),
    DescribeSecret(input) {
      const { arn, name } = require(input);
      return { ARN: arn, Name: name };
    },
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits only, which every character class a template may exclude allows. */
function firstValue(properties: unknown): string {
  const { SecretString, GenerateSecretString: generate } = Generate.parse(properties);
  if (generate === undefined) return SecretString ?? '';
  const made = Array.from({ length: generate.PasswordLength }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  if (generate.GenerateStringKey === undefined) return made;
  const template = z.record(z.string(), z.unknown()).parse(JSON.parse(generate.SecretStringTemplate ?? '{}'));
  return JSON.stringify({ ...template, [generate.GenerateStringKey]: made });
}
