import { tmpdir } from 'node:os';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { confirmedMappingsSchema, mappingsId } from '../../domain/confirmed-mapping.ts';
import { uploadSchema } from '../../domain/upload.ts';
import { backOff } from '../shared/back-off.ts';
import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { onColdStart } from '../shared/cold-start.ts';
import { dynamoLedger } from '../shared/dynamo/ledger.ts';
import { dynamoNewest } from '../shared/dynamo/newest.ts';
import { dynamoRequests } from '../shared/dynamo/requests.ts';
import { dynamoTasks } from '../shared/dynamo/tasks.ts';
import { parseEnv } from '../shared/env.ts';
import { onMessages } from '../shared/queue-messages.ts';
import { s3Client, s3Objects } from '../shared/s3-objects.ts';
import { readRows } from '../shared/sheets/read-rows.ts';
import { MOST_ROWS } from '../shared/sheets/sheet-xml.ts';
import { sqsQueue } from '../shared/sqs-queue.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { keyRing } from '../shared/wiring.ts';
import { environment } from './env.ts';
import { importFile, lookAfterUploads } from './handler.ts';
import { CHUNK_ROWS, type ImportPorts } from './ports.ts';

const env = parseEnv(environment);
const { profile, divisions } = bundledProvince(env.LAMBDA_TASK_ROOT);
const ring = keyRing(env, profile);
const work = ring.on(env.WORK_TABLE);
const keptFor = profile.retention.ledgerYears * 366 * 86_400_000;
const confirmed = dynamoTasks(work, 'mapping', confirmedMappingsSchema);
const message = z.object({ id: z.string() });
/** What the schedule sends holds no messages. */
const messages = z.object({ Records: z.array(z.unknown()) });

export const handler = withTelemetry(
  onColdStart(async () => {
    const hasher = await ring.hasher();
    const ports: ImportPorts = {
      uploads: dynamoTasks(work, 'upload', uploadSchema),
      mappings: async (upload) => (await confirmed.get(mappingsId(upload)))?.mappings ?? [],
      ledger: dynamoLedger({ ...ring.on(env.LEDGER_TABLE), keptFor }),
      newest: dynamoNewest({ ...ring.on(env.NEWEST_TABLE), clock: systemClock }),
      requests: dynamoRequests({ ...ring.on(env.REQUESTS_TABLE), hasher }),
      objects: s3Objects(s3Client(), env.FILES_BUCKET),
      queue: sqsQueue(new SQSClient(), env.IMPORTS_QUEUE),
      hasher,
      profile,
      divisions,
      clock: systemClock,
      folder: tmpdir(),
      readRows,
      wait: backOff,
      chunkRows: CHUNK_ROWS,
      sheetRows: MOST_ROWS,
    };
    const onQueue = onMessages(message, importFile(ports));
    const onSchedule = lookAfterUploads(ports);
    return async (event: unknown) => (messages.safeParse(event).success ? onQueue(event) : onSchedule());
  }),
);
