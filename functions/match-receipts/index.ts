import { receiptSchema } from '../../domain/sms-receipt.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { dynamoCalls } from '../shared/dynamo/calls.ts';
import { dynamoNotices } from '../shared/dynamo/notices.ts';
import { dynamoPeople } from '../shared/dynamo/people.ts';
import { dynamoSentMessages } from '../shared/dynamo/sent-messages.ts';
import { parseEnv } from '../shared/env.ts';
import { onMessages } from '../shared/queue-messages.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { matchReceipt } from './handler.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, province.profile);

export const handler = withTelemetry(
  onColdStart(async () =>
    onMessages(
      receiptSchema,
      matchReceipt({
        notices: dynamoNotices({ ...ring.on(env.NOTICES_TABLE), counters: env.COUNTERS_TABLE }),
        sentMessages: dynamoSentMessages(ring.on(env.NOTICES_TABLE)),
        calls: dynamoCalls({ ...ring.on(env.WORK_TABLE), counters: env.COUNTERS_TABLE }),
        people: dynamoPeople({ ...ring.on(env.PEOPLE_TABLE), hasher: await ring.hasher() }),
        province,
        clock: systemClock,
      }),
    ),
  ),
);
