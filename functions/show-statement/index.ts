import { join } from 'node:path';
import { statementRunSchema } from '../../domain/statement-run.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoStatements } from '../shared/dynamo/statements.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { doorRoutes } from './door-routes.ts';
import { environment } from './env.ts';
import { showStatement } from './handler.ts';
import { runRoutes } from './run-routes.ts';
import { openTypefaces, type Typefaces } from './typefaces.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);
const fonts = { regular: join(env.LAMBDA_TASK_ROOT, 'regular.ttf'), bold: join(env.LAMBDA_TASK_ROOT, 'bold.ttf') };
let opened: Promise<Typefaces> | undefined;

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const ports = {
      people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
      signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
      statements: dynamoStatements(ring.on(env.STATEMENTS_TABLE)),
      notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
      runs: dynamoTasks(ring.on(env.WORK_TABLE), 'statement-run', statementRunSchema),
      accessLog: dynamoAccessLog({
        ...ring.on(env.ACCESS_LOG_TABLE),
        keptFor: province.profile.retention.accessLogMonths * 31 * 86_400_000,
      }),
      province,
      clock: systemClock,
      hasher,
      smsAvailable: env.SMS_PROVIDERS.length > 0,
      staff: staffOf({
        issuer: env.TOKEN_ISSUER,
        audience: env.TOKEN_AUDIENCE,
        keys: remoteKeys(env.TOKEN_JWKS),
        clock: systemClock,
      }),
      typefaces: () => {
        opened ??= openTypefaces(fonts);
        return opened;
      },
    };
    return onHttp({ ...showStatement(ports), ...runRoutes(ports), ...doorRoutes(ports) });
  }),
);
