import { referralSchema } from '../../domain/referral.ts';
import { referralEntrySchema } from '../../domain/referral-entry.ts';
import { deliverySchema } from '../../domain/webhook.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { departmentKeys } from '../shared/department-keys.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { staffOrKey } from '../shared/staff-api/department-caller.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { referrals } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const access = dynamoAccess(ring.on(env.ACCESS_TABLE));
    const work = ring.on(env.WORK_TABLE);
    return onHttp(
      referrals({
        caller: staffOrKey({
          staff: staffOf({
            issuer: env.TOKEN_ISSUER,
            audience: env.TOKEN_AUDIENCE,
            keys: remoteKeys(env.TOKEN_JWKS),
            clock: systemClock,
          }),
          keys: departmentKeys(access, systemClock),
          requests: dynamoRequests({ ...ring.on(env.REQUESTS_TABLE), hasher }),
          clock: systemClock,
        }),
        referrals: dynamoTasks(work, 'referral', referralSchema),
        feedback: dynamoTasks(work, 'feedback', referralEntrySchema),
        deliveries: dynamoTasks(work, 'webhook', deliverySchema),
        access,
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
        notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: bundled.profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        hasher,
        smsAvailable: env.SMS_PROVIDERS.length > 0,
        province,
        clock: systemClock,
      }),
    );
  }),
);
