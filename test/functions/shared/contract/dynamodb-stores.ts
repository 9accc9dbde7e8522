import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoAccess } from '../../../../functions/shared/dynamo/access.ts';
import { dynamoAccessLog } from '../../../../functions/shared/dynamo/access-log.ts';
import { dynamoCalls } from '../../../../functions/shared/dynamo/calls.ts';
import { dynamoCounters } from '../../../../functions/shared/dynamo/counters.ts';
import { dynamoLedger } from '../../../../functions/shared/dynamo/ledger.ts';
import type { Meter } from '../../../../functions/shared/dynamo/meter.ts';
import { dynamoNewest } from '../../../../functions/shared/dynamo/newest.ts';
import { dynamoNotices } from '../../../../functions/shared/dynamo/notices.ts';
import { dynamoOffices } from '../../../../functions/shared/dynamo/offices.ts';
import { dynamoOptOuts } from '../../../../functions/shared/dynamo/opt-outs.ts';
import { dynamoPeople } from '../../../../functions/shared/dynamo/people.ts';
import { dynamoRequests } from '../../../../functions/shared/dynamo/requests.ts';
import { dynamoSendLimits } from '../../../../functions/shared/dynamo/send-limits.ts';
import { dynamoSentMessages } from '../../../../functions/shared/dynamo/sent-messages.ts';
import { dynamoSignals } from '../../../../functions/shared/dynamo/signals.ts';
import { dynamoStatements } from '../../../../functions/shared/dynamo/statements.ts';
import { dynamoTasks } from '../../../../functions/shared/dynamo/tasks.ts';
import { dynamoWarnings } from '../../../../functions/shared/dynamo/warnings.ts';
import type { Hasher, Sealer } from '../../../../functions/shared/sealing.ts';
import { NOW } from '../../../factories.ts';
import type { StoresUnderTest } from './stores-under-test.ts';
import { probeSchema } from './tasks.ts';

/** All stores over tables that have their plain names. */
export function dynamodbStores(
  client: DynamoDBClient,
  { sealer, hasher, meter }: { sealer: Sealer; hasher: Hasher; meter?: Meter },
): StoresUnderTest {
  const deps = { client, sealer, meter };
  return {
    access: dynamoAccess({ ...deps, table: 'Access' }),
    accessLog: dynamoAccessLog({ ...deps, table: 'AccessLog' }),
    calls: dynamoCalls({ ...deps, table: 'Work', counters: 'Counters' }),
    counters: dynamoCounters({ ...deps, table: 'Counters' }),
    ledger: dynamoLedger({ ...deps, table: 'Ledger' }),
    limits: dynamoSendLimits({ ...deps, table: 'Work' }),
    newest: dynamoNewest({ ...deps, table: 'Newest', clock: { now: () => NOW } }),
    notices: dynamoNotices({ ...deps, table: 'Notices', counters: 'Counters' }),
    offices: dynamoOffices({ ...deps, table: 'Access' }),
    optOuts: dynamoOptOuts({ ...deps, table: 'Notices' }),
    people: dynamoPeople({ ...deps, table: 'People', hasher }),
    requests: dynamoRequests({ ...deps, table: 'Requests', hasher }),
    sentMessages: dynamoSentMessages({ ...deps, table: 'Notices' }),
    signals: dynamoSignals({ ...deps, table: 'Signals' }),
    statements: dynamoStatements({ ...deps, table: 'Statements' }),
    tasks: dynamoTasks({ ...deps, table: 'Work' }, 'call', probeSchema),
    warnings: dynamoWarnings({ ...deps, table: 'Warnings', notices: 'Notices', counters: 'Counters' }),
    hasher,
  };
}
