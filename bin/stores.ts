import type { Province } from '../domain/province.ts';
import type { ReconcilePorts } from '../functions/reconcile/ports.ts';
import type { Access } from '../functions/shared/access.ts';
import { createSealer } from '../functions/shared/aes-sealer.ts';
import { assessingPorts } from '../functions/shared/assessing/dynamo-ports.ts';
import { dataKeys, kmsWrapper } from '../functions/shared/data-keys.ts';
import { dynamoAccess, dynamoDataKeys } from '../functions/shared/dynamo/access.ts';
import { dynamoCalls } from '../functions/shared/dynamo/calls.ts';
import { dynamoOffices } from '../functions/shared/dynamo/offices.ts';
import { dynamoRequests } from '../functions/shared/dynamo/requests.ts';
import { createHasher, INDEX_KEY } from '../functions/shared/keyed-hasher.ts';
import { officesWith } from '../functions/shared/offices.ts';
import { parkingQueue } from '../functions/shared/parking.ts';
import type { Hasher } from '../functions/shared/sealing.ts';
import { sqsSmsQueue } from '../functions/shared/sqs-sms-queue.ts';
import { compileProvince } from '../lib/province.ts';
import type { Connection } from './connection.ts';

/** The hub's keys and stores as the operator's own rights reach them: the same tables, no function between. */
function ringOf({ dynamodb: client, kms, dataKey, table, now, province }: Connection) {
  const { ciphers } = compileProvince(province).province.profile;
  const clock = { now };
  const keys = dataKeys(dynamoDataKeys({ client, table: table('Access') }), kmsWrapper(kms, dataKey));
  const sealer = createSealer(keys, clock, ciphers.seal);
  return {
    clock,
    client,
    sealer,
    hasher: async () => createHasher(await keys(INDEX_KEY), ciphers.hash),
    on: (name: string) => ({ client, table: name, sealer }),
  };
}

/** The province's files with the changes of offices that the hub was told since. */
export async function provinceOf(connection: Connection): Promise<Province> {
  const { province } = compileProvince(connection.province);
  const changes = await dynamoOffices(ringOf(connection).on(connection.table('Access'))).all();
  return { ...province, offices: officesWith(province.offices, changes) };
}

/** What people, codes and addresses are hashed by. */
export const hasherOf = (connection: Connection): Promise<Hasher> => ringOf(connection).hasher();

export const accessOf = (connection: Connection): Access =>
  dynamoAccess(ringOf(connection).on(connection.table('Access')));

/** What reconciling needs, repairing included. */
export async function reconcilePorts(connection: Connection): Promise<ReconcilePorts> {
  const { table, sqs, queue, smsProviders } = connection;
  const ring = ringOf(connection);
  const hasher = await ring.hasher();
  const province = await provinceOf(connection);
  const environment = {
    LEDGER_TABLE: table('Ledger'),
    PEOPLE_TABLE: table('People'),
    SIGNALS_TABLE: table('Signals'),
    WARNINGS_TABLE: table('Warnings'),
    NOTICES_TABLE: table('Notices'),
    COUNTERS_TABLE: table('Counters'),
    SMS_PROVIDERS: smsProviders,
  };
  return {
    ...assessingPorts(environment, ring, hasher, province, ring.clock),
    access: dynamoAccess(ring.on(table('Access'))),
    requests: dynamoRequests({ ...ring.on(table('Requests')), hasher }),
    parking: parkingQueue(sqs, queue('Parking')),
    sms: sqsSmsQueue(sqs, queue('Sms')),
    calls: dynamoCalls(ring.on(table('Work'))),
  };
}
