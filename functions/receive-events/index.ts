import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { departmentKeys } from '../shared/department-keys.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoCounters } from '../shared/dynamo/counters.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { receiveEvents } from './handler.ts';

const env = parseEnv(environment);
const { profile, divisions } = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, profile);
const keptFor = profile.retention.ledgerYears * 366 * 86_400_000;

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return onHttp({
      'POST /v1/events': receiveEvents({
        keys: departmentKeys(dynamoAccess(ring.on(env.ACCESS_TABLE)), systemClock),
        requests: dynamoRequests({ ...ring.on(env.REQUESTS_TABLE), hasher }),
        counters: dynamoCounters(ring.on(env.COUNTERS_TABLE)),
        ledger: dynamoLedger({ ...ring.on(env.LEDGER_TABLE), keptFor }),
        hasher,
        profile,
        divisions,
        clock: systemClock,
      }),
    });
  }),
);
