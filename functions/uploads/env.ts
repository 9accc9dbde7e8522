import * as z from 'zod';
import { variables } from '../shared/environment.ts';

export const environment = z.object(variables).pick({
  ACCESS_TABLE: true,
  ACCESS_LOG_TABLE: true,
  COUNTERS_TABLE: true,
  REQUESTS_TABLE: true,
  WORK_TABLE: true,
  FILES_BUCKET: true,
  IMPORTS_QUEUE: true,
  DATA_KEY: true,
  LAMBDA_TASK_ROOT: true,
  TOKEN_AUDIENCE: true,
  TOKEN_ISSUER: true,
  TOKEN_JWKS: true,
});
