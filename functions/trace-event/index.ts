import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { departmentKeys } from '../shared/department-keys.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoWarningsReader } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { traceEvent } from './handler.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, province.profile);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return onHttp({
      'GET /v1/events': traceEvent({
        keys: departmentKeys(dynamoAccess(ring.on(env.ACCESS_TABLE)), systemClock),
        requests: dynamoRequests({ ...ring.on(env.REQUESTS_TABLE), hasher }),
        ledger: dynamoLedger(ring.on(env.LEDGER_TABLE)),
        notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
        warnings: dynamoWarningsReader(ring.on(env.WARNINGS_TABLE)),
        hasher,
        province,
        clock: systemClock,
      }),
    });
  }),
);
