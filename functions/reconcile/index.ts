import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { reconcileRunSchema } from '../../domain/reconcile-run.ts';
import { assessingPorts } from '../shared/assessing/dynamo-ports.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoCalls } from '../shared/dynamo/calls.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { parkingQueue } from '../shared/parking.ts';
import { sqsSmsQueue } from '../shared/sqs-sms-queue.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { reconcileOnTheClock } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);
const sqs = new SQSClient();
/** What the schedule sends says nothing; started by hand, days may be named and differences mended. */
const order = z.object({ days: z.array(z.string()).optional(), repair: z.boolean().optional() }).catch({});

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const run = reconcileOnTheClock({
      ...assessingPorts(env, ring, hasher, province, systemClock),
      access: dynamoAccess(ring.on(env.ACCESS_TABLE)),
      requests: dynamoRequests({ ...ring.on(env.REQUESTS_TABLE), hasher }),
      parking: parkingQueue(sqs, env.PARKING_QUEUE),
      sms: sqsSmsQueue(sqs, env.SMS_QUEUE),
      calls: dynamoCalls(ring.on(env.WORK_TABLE)),
      reconcileRuns: dynamoTasks(ring.on(env.WORK_TABLE), 'reconcile-run', reconcileRunSchema),
    });
    return async (event: unknown) => {
      const { days, repair } = order.parse(event);
      return run({ ...(days && { days }), ...(repair !== undefined && { repair }) });
    };
  }),
);
