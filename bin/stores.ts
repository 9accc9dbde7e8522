import { randomBytes } from 'node:crypto';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { ReconcilePorts } from '../functions/reconcile/handler.ts';
import type { Access } from '../functions/shared/access.ts';
import { createSealer } from '../functions/shared/aes-sealer.ts';
import { dataKeys, kmsWrapper } from '../functions/shared/data-keys.ts';
import { dynamoAccess, dynamoDataKeys } from '../functions/shared/dynamo/access.ts';
import { dynamoLedger } from '../functions/shared/dynamo/ledger.ts';
import { dynamoNotices } from '../functions/shared/dynamo/notices.ts';
import { dynamoPeople } from '../functions/shared/dynamo/people.ts';
import { dynamoRequests } from '../functions/shared/dynamo/requests.ts';
import { dynamoSignals } from '../functions/shared/dynamo/signals.ts';
import type { TableName } from '../functions/shared/dynamo/tables.ts';
import { dynamoWarnings } from '../functions/shared/dynamo/warnings.ts';
import { createHasher, INDEX_KEY } from '../functions/shared/keyed-hasher.ts';
import { compileProvince } from '../lib/province.ts';
import type { Connection } from './connection.ts';

/** The hub's stores as the operator's own rights reach them: the same tables and keys, no function between. */
function sealing({ dynamodb: client, kms, dataKey, table, now }: Connection) {
  const clock = { now };
  const keys = dataKeys(dynamoDataKeys({ client, table: table('Access') }), kmsWrapper(kms, dataKey));
  return { clock, keys, sealer: createSealer(keys, clock) };
}

export function accessOf(connection: Connection): Access {
  const { sealer } = sealing(connection);
  return dynamoAccess({ client: connection.dynamodb, table: connection.table('Access'), sealer });
}

/** What reconciling needs, repairing included. */
export async function reconcilePorts(connection: Connection): Promise<ReconcilePorts> {
  const { dynamodb: client, sqs, queue, china } = connection;
  const { clock, keys, sealer } = sealing(connection);
  const hasher = createHasher(await keys(INDEX_KEY));
  const deps = (table: TableName) => ({ client, table: connection.table(table), sealer });
  const { province } = compileProvince(connection.province);
  return {
    access: dynamoAccess(deps('Access')),
    requests: dynamoRequests({ ...deps('Requests'), hasher }),
    ledger: dynamoLedger(deps('Ledger')),
    people: dynamoPeople({ ...deps('People'), hasher }),
    signals: dynamoSignals(deps('Signals')),
    warnings: dynamoWarnings({
      ...deps('Warnings'),
      notices: connection.table('Notices'),
      counters: connection.table('Counters'),
    }),
    notices: dynamoNotices(deps('Notices')),
    parking: {
      async send(parked) {
        const MessageBody = JSON.stringify(parked);
        await sqs.send(new SendMessageCommand({ QueueUrl: queue('Parking'), MessageBody }));
      },
    },
    newPersonId: () => `p-${randomBytes(16).toString('base64url')}`,
    hasher,
    province,
    clock,
    smsAvailable: !china && province.profile.notices.provider === 'sns',
  };
}
