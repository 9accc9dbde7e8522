import { SQSClient } from '@aws-sdk/client-sqs';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoCalls } from '../shared/dynamo/calls.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { sqsSmsQueue } from '../shared/sqs-sms-queue.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { dispatchNotices } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () =>
    dispatchNotices({
      notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
      calls: dynamoCalls(ring.on(env.WORK_TABLE)),
      people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher: await ring.hasher() }),
      access: dynamoAccess(ring.on(env.ACCESS_TABLE)),
      sms: sqsSmsQueue(new SQSClient(), env.SMS_QUEUE),
      province,
      clock: systemClock,
      sealer: ring.sealer,
    }),
  ),
);
