import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { parseEnv } from '../shared/env.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { urgeTasks } from './handler.ts';
import { urgedKinds } from './kinds.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, province.profile);

export const handler = withTelemetry(
  onColdStart(async () =>
    urgeTasks({
      kinds: urgedKinds(ring.on(env.WORK_TABLE)),
      notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
      hasher: await ring.hasher(),
      smsAvailable: env.SMS_PROVIDER !== 'none',
      province,
      clock: systemClock,
    }),
  ),
);
