import { uploadSchema } from '../../domain/upload.ts';
import { deliverySchema } from '../../domain/webhook.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoCounters } from '../shared/dynamo/counters.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSignals } from '../shared/dynamo/signals.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { dynamoWarnings } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { urgeTasks } from './handler.ts';
import { urgedKinds } from './kinds.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const watched = {
      people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
      signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
      // Urging commits no warning, and is granted no counters.
      warnings: dynamoWarnings({ ...ring.on(env.WARNINGS_TABLE), notices: '', counters: '' }),
      province,
    };
    return urgeTasks({
      kinds: urgedKinds(ring.on(env.WORK_TABLE), watched),
      access: dynamoAccess(ring.on(env.ACCESS_TABLE)),
      counters: dynamoCounters(ring.on(env.COUNTERS_TABLE)),
      uploads: dynamoTasks(ring.on(env.WORK_TABLE), 'upload', uploadSchema),
      deliveries: dynamoTasks(ring.on(env.WORK_TABLE), 'webhook', deliverySchema),
      notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
      hasher,
      smsAvailable: env.SMS_PROVIDERS.length > 0,
      province,
      clock: systemClock,
    });
  }),
);
