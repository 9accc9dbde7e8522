import { SQSClient } from '@aws-sdk/client-sqs';
import { assessingPorts } from '../shared/assessing/dynamo-ports.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { parkingQueue } from '../shared/parking.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { assessStream } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () =>
    assessStream({
      ...assessingPorts(env, ring, await ring.hasher(), province, systemClock),
      parking: parkingQueue(new SQSClient(), env.PARKING_QUEUE),
      sealer: ring.sealer,
    }),
  ),
);
