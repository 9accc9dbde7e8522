import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { officeRoutes } from './handler.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, province.profile);

export const handler = withTelemetry(
  onColdStart(async () =>
    onHttp(
      officeRoutes({
        staff: staffOf({
          issuer: env.TOKEN_ISSUER,
          audience: env.TOKEN_AUDIENCE,
          keys: remoteKeys(env.TOKEN_JWKS),
          clock: systemClock,
        }),
        offices: dynamoOffices(ring.on(env.ACCESS_TABLE)),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: province.profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        province,
        clock: systemClock,
      }),
    ),
  ),
);
