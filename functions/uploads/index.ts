import { randomBytes } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { confirmedMappingsSchema } from '../../domain/confirmed-mapping.ts';
import { uploadSchema } from '../../domain/upload.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { departmentKeys } from '../shared/department-keys.ts';
import { dynamoAccess } from '../shared/dynamo/access.ts';
import { dynamoAccessLog } from '../shared/dynamo/access-log.ts';
import { dynamoCounters } from '../shared/dynamo/counters.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { s3Client, s3Objects } from '../shared/s3-objects.ts';
import { sqsQueue } from '../shared/sqs-queue.ts';
import { staffOrKey } from '../shared/staff-api/department-caller.ts';
import { remoteKeys, staffOf } from '../shared/staff-token.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { uploads } from './handler.ts';

const env = parseEnv(environment);
const province = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, province.profile);
const work = ring.on(env.WORK_TABLE);

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    return onHttp(
      uploads({
        caller: staffOrKey({
          staff: staffOf({
            issuer: env.TOKEN_ISSUER,
            audience: env.TOKEN_AUDIENCE,
            keys: remoteKeys(env.TOKEN_JWKS),
            clock: systemClock,
          }),
          keys: departmentKeys(dynamoAccess(ring.on(env.ACCESS_TABLE)), systemClock),
          requests: dynamoRequests({ ...ring.on(env.REQUESTS_TABLE), hasher }),
          clock: systemClock,
        }),
        uploads: dynamoTasks(work, 'upload', uploadSchema),
        mappings: dynamoTasks(work, 'mapping', confirmedMappingsSchema),
        objects: s3Objects(s3Client(), env.FILES_BUCKET),
        imports: sqsQueue(new SQSClient(), env.IMPORTS_QUEUE),
        counters: dynamoCounters(ring.on(env.COUNTERS_TABLE)),
        accessLog: dynamoAccessLog({
          ...ring.on(env.ACCESS_LOG_TABLE),
          keptFor: province.profile.retention.accessLogMonths * 31 * 86_400_000,
        }),
        hasher,
        province,
        clock: systemClock,
        newId: () => randomBytes(16).toString('base64url'),
      }),
    );
  }),
);
