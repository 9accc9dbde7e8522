import * as z from 'zod';
import { statementRunSchema } from '../../domain/statement-run.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoStatements } from '../shared/dynamo/statements.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { issueStatements } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);
/** What the schedule sends says nothing; started by hand, a period may be named. */
const order = z.object({ period: z.object({ from: z.string(), to: z.string() }).optional() }).catch({});

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const issue = issueStatements({
      people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
      signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
      statements: dynamoStatements(ring.on(env.STATEMENTS_TABLE)),
      notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
      runs: dynamoTasks(ring.on(env.WORK_TABLE), 'statement-run', statementRunSchema),
      province,
      clock: systemClock,
      hasher,
      smsAvailable: env.SMS_PROVIDERS.length > 0,
    });
    return (event: unknown) => {
      const { period } = order.parse(event);
      return issue(period ? { period } : {});
    };
  }),
);
