import * as z from 'zod';
import { variables } from '../shared/environment.ts';

export const environment = z.object(variables).pick({
  ACCESS_TABLE: true,
  LEDGER_TABLE: true,
  NEWEST_TABLE: true,
  REQUESTS_TABLE: true,
  WORK_TABLE: true,
  DATA_KEY: true,
  FILES_BUCKET: true,
  IMPORTS_QUEUE: true,
  LAMBDA_TASK_ROOT: true,
});
