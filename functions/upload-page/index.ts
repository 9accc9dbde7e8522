import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { s3Client, s3Objects } from '../shared/s3-objects.ts';
import { environment } from './env.ts';
import { uploadPage } from './handler.ts';
import { pageFilesIn } from './page-files.ts';

const env = parseEnv(environment);
const objects = s3Objects(s3Client(), env.FILES_BUCKET);

export const handler = onHttp(
  uploadPage({
    files: pageFilesIn(env.LAMBDA_TASK_ROOT),
    // An address is made without asking anybody, and only the client itself knows which form the bucket's has.
    filesOrigin: async () => new URL((await objects.putAddress('origin', 0)).url).origin,
    programme: bundledProvince(env.LAMBDA_TASK_ROOT).profile.name,
    clock: systemClock,
  }),
);
