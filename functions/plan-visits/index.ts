import { plannedVisitSchema } from '../../domain/planned-visit.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
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
import { planVisits } from './handler.ts';
import { progressSchema } from './progress.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return planVisits({
      people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
      signals: dynamoSignals(ring.on(env.SIGNALS_TABLE)),
      // Planning commits no warning, and is granted neither notices nor counters.
      warnings: dynamoWarnings({ ...ring.on(env.WARNINGS_TABLE), notices: '', counters: '' }),
      visits: dynamoTasks(ring.on(env.WORK_TABLE), 'visit', plannedVisitSchema),
      progress: dynamoTasks(ring.on(env.WORK_TABLE), 'run', progressSchema),
      province,
      clock: systemClock,
      hasher,
    });
  }),
);
