import { deliverySchema } from '../../domain/webhook.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { callWebhooks } from './handler.ts';
import { postTo } from './post.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () =>
    callWebhooks({
      deliveries: dynamoTasks(ring.on(env.WORK_TABLE), 'webhook', deliverySchema),
      access: dynamoAccess(ring.on(env.ACCESS_TABLE)),
      notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
      post: postTo(env.WEBHOOK_HOSTS),
      hasher: await ring.hasher(),
      smsAvailable: env.SMS_PROVIDERS.length > 0,
      province,
      clock: systemClock,
    }),
  ),
);
