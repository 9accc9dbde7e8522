import { randomBytes } from 'node:crypto';
import { plannedVisitSchema } from '../../domain/planned-visit.ts';
import { needSchema, offerSchema } from '../../domain/service-match.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { dynamoWarnings } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { outreach } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);
const { ledgerYears, accessLogMonths } = bundled.profile.retention;

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const work = ring.on(env.WORK_TABLE);
    return onHttp(
      outreach({
        staff: staffOf({
          issuer: env.TOKEN_ISSUER,
          audience: env.TOKEN_AUDIENCE,
          keys: remoteKeys(env.TOKEN_JWKS),
          clock: systemClock,
        }),
        visits: dynamoTasks(work, 'visit', plannedVisitSchema),
        needs: dynamoTasks(work, 'need', needSchema),
        offers: dynamoTasks(work, 'offer', offerSchema),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
        // Nothing here commits a warning, and it is granted neither notices nor counters.
        warnings: dynamoWarnings({ ...ring.on(env.WARNINGS_TABLE), notices: '', counters: '' }),
        ledger: dynamoLedger({ ...ring.on(env.LEDGER_TABLE), keptFor: ledgerYears * 366 * 86_400_000 }),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: accessLogMonths * 31 * 86_400_000,
        }),
        hasher,
        province,
        clock: systemClock,
        newId: () => randomBytes(16).toString('base64url'),
      }),
    );
  }),
);
