import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { createSealer } from '../shared/aes-sealer.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { dataKeys, kmsWrapper } from '../shared/data-keys.ts';
import { departmentKeys } from '../shared/department-keys.ts';
import { dynamoAccess, dynamoDataKeys } from '../shared/dynamo/access.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoWarnings } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { createHasher, INDEX_KEY } from '../shared/keyed-hasher.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { environment } from './env.ts';
import { traceEvent } from './handler.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const client = new DynamoDBClient();
const keys = dataKeys(dynamoDataKeys({ client, table: env.ACCESS_TABLE }), kmsWrapper(new KMSClient(), env.DATA_KEY));
const sealer = createSealer(keys, systemClock);
/** Tables that only a commit writes to, and this function commits nothing. */
const unwritten = { notices: '', counters: '' };

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = createHasher(await keys(INDEX_KEY));
    return onHttp({
      'GET /v1/events': traceEvent({
        keys: departmentKeys(dynamoAccess({ client, table: env.ACCESS_TABLE, sealer }), systemClock),
        requests: dynamoRequests({ client, table: env.REQUESTS_TABLE, hasher }),
        ledger: dynamoLedger({ client, table: env.LEDGER_TABLE, sealer }),
        people: dynamoPeople({ client, table: env.PEOPLE_TABLE, sealer, hasher }),
        signals: dynamoSignals({ client, table: env.SIGNALS_TABLE, sealer }),
        warnings: dynamoWarnings({ client, table: env.WARNINGS_TABLE, sealer, ...unwritten }),
        hasher,
        province,
        clock: systemClock,
      }),
    });
  }),
);
