import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Secrets } from './secrets.ts';

/** Secrets Manager; the names begin with the prefix and a slash. Throws what the service throws, which names no value. */
export const awsSecrets = (client: SecretsManagerClient, prefix: string): Secrets => ({
  async read(name) {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: `${prefix}/${name}` }));
      // A secret that the stack made and nobody filled may have no value, or an empty one.
      return SecretString || undefined;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  },
  async write(name, text) {
    await client.send(new PutSecretValueCommand({ SecretId: `${prefix}/${name}`, SecretString: text }));
  },
});
