import { SQSClient } from '@aws-sdk/client-sqs';
import { assessingPorts } from '../shared/assessing/dynamo-ports.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { parseEnv } from '../shared/env.ts';
import { parkingQueue } from '../shared/parking.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { assessStream } from './handler.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, province.profile);

export const handler = withTelemetry(
  onColdStart(async () =>
    assessStream({
      ...assessingPorts(env, ring, await ring.hasher(), province, systemClock),
      parking: parkingQueue(new SQSClient(), env.PARKING_QUEUE),
      sealer: ring.sealer,
    }),
  ),
);
