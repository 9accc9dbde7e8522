import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Profile } from '../../domain/profile.ts';
import { createSealer } from './aes-sealer.ts';
import { systemClock } from './clock.ts';
import { dataKeys, kmsWrapper } from './data-keys.ts';
import { dynamoDataKeys } from './dynamo/access.ts';
import { createHasher, INDEX_KEY } from './keyed-hasher.ts';
import type { Sealer } from './sealing.ts';

/** What every function that seals is given by the stack. */
export interface RingEnvironment {
  ACCESS_TABLE: string;
  DATA_KEY: string;
}

/** As many calls under way as one process has use for; the SDK's own limit of 50 queues them without saying so. */
const SOCKETS = 128;

export const dynamoClient = () =>
  new DynamoDBClient({
    requestHandler: new NodeHttpHandler({ httpsAgent: { maxSockets: SOCKETS }, httpAgent: { maxSockets: SOCKETS } }),
  });

/** One client, the sealer, and the hasher once its key is unwrapped: made at cold start, shared by all stores. */
export function keyRing({ ACCESS_TABLE, DATA_KEY }: RingEnvironment, { ciphers }: Pick<Profile, 'ciphers'>) {
  const client = dynamoClient();
  const keys = dataKeys(dynamoDataKeys({ client, table: ACCESS_TABLE }), kmsWrapper(new KMSClient(), DATA_KEY));
  const sealer = createSealer(keys, systemClock, ciphers.seal);
  return {
    client,
    sealer,
    hasher: async () => createHasher(await keys(INDEX_KEY), ciphers.hash),
    /** What a store on one table is made of. */
    on: (table: string): { client: DynamoDBClient; table: string; sealer: Sealer } => ({ client, table, sealer }),
  };
}
