import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoStatements } from '../shared/dynamo/statements.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { statementPage } from './handler.ts';

const env = parseEnv(environment);
const { profile } = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, profile);

export const handler = withTelemetry(
  onColdStart(async () =>
    onHttp(
      statementPage({
        statements: dynamoStatements(ring.on(env.STATEMENTS_TABLE)),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        hasher: await ring.hasher(),
        clock: systemClock,
        title: profile.statement.title,
        helpline: profile.notices.helpline,
      }),
    ),
  ),
);
