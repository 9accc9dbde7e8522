import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoStatements } from '../shared/dynamo/statements.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { statementPage } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () =>
    onHttp(
      statementPage({
        statements: dynamoStatements(ring.on(env.STATEMENTS_TABLE)),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: province.profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        hasher: await ring.hasher(),
        clock: systemClock,
        province,
      }),
    ),
  ),
);
