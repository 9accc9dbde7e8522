import { SQSClient } from '@aws-sdk/client-sqs';
import { callerOrderSchema, hotlineOrderSchema } from '../../domain/hotline-order.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoOptOuts } from '../shared/dynamo/opt-outs.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { sqsQueue } from '../shared/sqs-queue.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { recordReceipt } from './handler.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return onHttp(
      recordReceipt({
        doors: bundled.profile.sms.receipts,
        receipts: sqsQueue(new SQSClient(), env.RECEIPTS_QUEUE),
        optOuts: dynamoOptOuts(ring.on(env.NOTICES_TABLE)),
        orders: dynamoTasks(ring.on(env.WORK_TABLE), 'call', hotlineOrderSchema),
        callers: dynamoTasks(ring.on(env.WORK_TABLE), 'caller', callerOrderSchema),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        notices: dynamoNotices(ring.on(env.NOTICES_TABLE)),
        hasher,
        smsAvailable: env.SMS_PROVIDERS.length > 0,
        province,
        clock: systemClock,
      }),
    );
  }),
);
