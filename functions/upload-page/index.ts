import { bundledProvince } from '../shared/bundled-province.ts';
import { systemClock } from '../shared/clock.ts';
import { parseEnv } from '../shared/env.ts';
import { onHttp } from '../shared/http.ts';
import { environment } from './env.ts';
import { uploadPage } from './handler.ts';
import { pageFilesIn } from './page-files.ts';

const env = parseEnv(environment);

export const handler = onHttp(
  uploadPage({
    files: pageFilesIn(env.LAMBDA_TASK_ROOT),
    filesOrigin: env.FILES_ORIGIN,
    programme: bundledProvince(env.LAMBDA_TASK_ROOT).profile.name,
    clock: systemClock,
  }),
);
