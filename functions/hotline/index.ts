import { randomBytes } from 'node:crypto';
import { callerOrderSchema, hotlineOrderSchema } from '../../domain/hotline-order.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { dynamoWarningsReader } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { hotline } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);
const keptFor = bundled.profile.retention.ledgerYears * 366 * 86_400_000;

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return onHttp(
      hotline({
        staff: staffOf({
          issuer: env.TOKEN_ISSUER,
          audience: env.TOKEN_AUDIENCE,
          keys: remoteKeys(env.TOKEN_JWKS),
          clock: systemClock,
        }),
        orders: dynamoTasks(ring.on(env.WORK_TABLE), 'call', hotlineOrderSchema),
        callers: dynamoTasks(ring.on(env.WORK_TABLE), 'caller', callerOrderSchema),
        ledger: dynamoLedger({ ...ring.on(env.LEDGER_TABLE), keptFor }),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
        warnings: dynamoWarningsReader(ring.on(env.WARNINGS_TABLE)),
        notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: bundled.profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        hasher,
        province,
        clock: systemClock,
        smsAvailable: env.SMS_PROVIDERS.length > 0,
        randomText: () => randomBytes(16).toString('base64url'),
      }),
    );
  }),
);
