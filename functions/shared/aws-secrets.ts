import * as z from 'zod';
import { type AwsKey, signAws } from './aws-signature.ts';
import { systemClock } from './clock.ts';
import { SafeError } from './safe-error.ts';
import type { Secrets } from './secrets.ts';

export interface AwsSecretsParts {
  /** What the names begin with; a slash and the rest follow. */
  prefix: string;
  /** Where any client of the SDK finds them (`client.config`). */
  credentials: () => Promise<AwsKey>;
  region: () => Promise<string>;
  /** Another address than the region's own, as the SDK's clients take it. */
  endpoint?: string | undefined;
}

const value = z.object({ SecretString: z.string().optional() });
const failure = z.object({ __type: z.string().transform((type) => type.split('#').at(-1) ?? '') });
const TIMEOUT_MS = 5_000;

/**
 * Secrets Manager by the two calls that the hub needs. Throws a `SafeError` with the service's own code, and what the network threw
 * where there was no answer.
 */
export function awsSecrets({ prefix, credentials, region, endpoint }: AwsSecretsParts): Secrets {
  async function call(action: string, input: object): Promise<unknown> {
    const place = await region();
    const url = new URL(
      endpoint ?? `https://secretsmanager.${place}.amazonaws.com${place.startsWith('cn-') ? '.cn' : ''}`,
    );
    const body = JSON.stringify(input);
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `secretsmanager.${action}` };
    const target = { host: url.host, service: 'secretsmanager', region: place, at: systemClock.now() };
    const answer = await fetch(url, {
      method: 'POST',
      headers: signAws({ ...target, headers, body }, await credentials()),
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said: unknown = await answer.json();
    if (answer.ok) return said;
    throw new SafeError(failure.safeParse(said).data?.__type ?? 'secrets-failed', `Secrets Manager refused ${action}`);
  }

  return {
    async read(name) {
      try {
        const { SecretString } = value.parse(await call('GetSecretValue', { SecretId: `${prefix}/${name}` }));
        // A secret that the stack made and nobody filled may have no value, or an empty one.
        return SecretString || undefined;
      } catch (error) {
        if (error instanceof SafeError && error.code === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await call('PutSecretValue', { SecretId: `${prefix}/${name}`, SecretString: text });
    },
  };
}
