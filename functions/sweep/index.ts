import { SQSClient } from '@aws-sdk/client-sqs';
import { assessingPorts } from '../shared/assessing/dynamo-ports.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoCalls } from '../shared/dynamo/calls.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoOptOuts } from '../shared/dynamo/opt-outs.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { sqsSmsQueue } from '../shared/sqs-sms-queue.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { archiveRules } from './archive-rules.ts';
import { environment } from './env.ts';
import { sweep } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () => {
    const access = dynamoAccess(ring.on(env.ACCESS_TABLE));
    await archiveRules(access, province);
    return sweep({
      // Sweeping reads no ledger and is granted none.
      ...assessingPorts({ ...env, LEDGER_TABLE: '' }, ring, await ring.hasher(), province, systemClock),
      calls: dynamoCalls(ring.on(env.WORK_TABLE)),
      access,
      optOuts: dynamoOptOuts(ring.on(env.NOTICES_TABLE)),
      sms: sqsSmsQueue(new SQSClient(), env.SMS_QUEUE),
    });
  }),
);
