import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hotlineOrderSchema } from '../../domain/hotline-order.ts';
import { plannedVisitSchema } from '../../domain/planned-visit.ts';
import { referralSchema } from '../../domain/referral.ts';
import { referralEntrySchema } from '../../domain/referral-entry.ts';
import { deliverySchema } from '../../domain/webhook.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoCalls } from '../shared/dynamo/calls.ts';
import { dynamoCounters } from '../shared/dynamo/counters.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoOptOuts } from '../shared/dynamo/opt-outs.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoStatements } from '../shared/dynamo/statements.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { dynamoWarnings } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { api } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return onHttp(
      api({
        staff: staffOf({
          issuer: env.TOKEN_ISSUER,
          audience: env.TOKEN_AUDIENCE,
          keys: remoteKeys(env.TOKEN_JWKS),
          clock: systemClock,
        }),
        warnings: dynamoWarnings({
          ...ring.on(env.WARNINGS_TABLE),
          notices: env.NOTICES_TABLE,
          counters: env.COUNTERS_TABLE,
        }),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
        notices: dynamoNotices({ ...ring.on(env.NOTICES_TABLE), counters: env.COUNTERS_TABLE }),
        calls: dynamoCalls({ ...ring.on(env.WORK_TABLE), counters: env.COUNTERS_TABLE }),
        optOuts: dynamoOptOuts(ring.on(env.NOTICES_TABLE)),
        orders: dynamoTasks(ring.on(env.WORK_TABLE), 'call', hotlineOrderSchema),
        statements: dynamoStatements(ring.on(env.STATEMENTS_TABLE)),
        visits: dynamoTasks(ring.on(env.WORK_TABLE), 'visit', plannedVisitSchema),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: province.profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        referrals: dynamoTasks(ring.on(env.WORK_TABLE), 'referral', referralSchema),
        feedback: dynamoTasks(ring.on(env.WORK_TABLE), 'feedback', referralEntrySchema),
        deliveries: dynamoTasks(ring.on(env.WORK_TABLE), 'webhook', deliverySchema),
        access: dynamoAccess(ring.on(env.ACCESS_TABLE)),
        counters: dynamoCounters(ring.on(env.COUNTERS_TABLE)),
        ledger: dynamoLedger({
          ...ring.on(env.LEDGER_TABLE),
          keptFor: province.profile.retention.ledgerYears * 366 * 86_400_000,
        }),
        newPersonId: () => `p-${randomBytes(16).toString('base64url')}`,
        hasher,
        smsAvailable: env.SMS_PROVIDERS.length > 0,
        province,
        clock: systemClock,
        stage: env.STAGE,
        openApi: () => readFileSync(join(env.LAMBDA_TASK_ROOT, 'openapi.json'), 'utf8'),
      }),
    );
  }),
);
