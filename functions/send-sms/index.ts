import { setTimeout as sleep } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsSecrets } from '../shared/aws-secrets.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoCalls } from '../shared/dynamo/calls.ts';
import { dynamoCounters } from '../shared/dynamo/counters.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoOffices } from '../shared/dynamo/offices.ts';
import { dynamoOptOuts } from '../shared/dynamo/opt-outs.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSendLimits } from '../shared/dynamo/send-limits.ts';
import { dynamoSentMessages } from '../shared/dynamo/sent-messages.ts';
import { anyTask, dynamoTasks } from '../shared/dynamo/tasks.ts';
import { dynamoWarningsReader } from '../shared/dynamo/warnings.ts';
import { parseEnv } from '../shared/env.ts';
import { liveOffices } from '../shared/live-offices.ts';
import { sqsSmsQueue } from '../shared/sqs-sms-queue.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { sendSms } from './handler.ts';
import { heldLately } from './held-lately.ts';
import { providersOf } from './providers/registry.ts';
import { onQueue } from './queue.ts';
import { sentTally } from './sent-tally.ts';

const env = parseEnv(environment);
const bundled = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, bundled.profile);
const { province, onColdStart } = liveOffices(bundled, dynamoOffices(ring.on(env.ACCESS_TABLE)), systemClock);
/** Once: a retry inside the SDK could be a second message. */
const sns = new SNSClient({ maxAttempts: 1 });
const secrets = awsSecrets(new SecretsManagerClient(), env.SMS_SECRETS);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const counters = dynamoCounters(ring.on(env.COUNTERS_TABLE));
    const stored = dynamoNotices({ ...ring.on(env.NOTICES_TABLE), counters: env.COUNTERS_TABLE });
    const { notices, after } = sentTally(counters, stored);
    const send = onQueue(
      sendSms({
        notices,
        calls: dynamoCalls(ring.on(env.WORK_TABLE)),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher }),
        warnings: dynamoWarningsReader(ring.on(env.WARNINGS_TABLE)),
        access: heldLately(dynamoAccess(ring.on(env.ACCESS_TABLE)), systemClock),
        province,
        clock: systemClock,
        taskIsOpen: async ({ kind, id }) => (await dynamoTasks(ring.on(env.WORK_TABLE), kind, anyTask).get(id))?.open,
        providers: providersOf(env.SMS_PROVIDERS, { profile: bundled.profile, secrets, sns, clock: systemClock }),
        limits: dynamoSendLimits(ring.on(env.WORK_TABLE)),
        optOuts: dynamoOptOuts(ring.on(env.NOTICES_TABLE)),
        sentMessages: dynamoSentMessages(ring.on(env.NOTICES_TABLE)),
        sms: sqsSmsQueue(new SQSClient(), env.SMS_QUEUE),
        hasher,
        pause: sleep,
      }),
    );
    return after(send);
  }),
);
