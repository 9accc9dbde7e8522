import * as z from 'zod';
import { variables } from '../shared/environment.ts';

export const environment = z.object(variables).pick({
  ACCESS_TABLE: true,
  NOTICES_TABLE: true,
  WORK_TABLE: true,
  PEOPLE_TABLE: true,
  WARNINGS_TABLE: true,
  COUNTERS_TABLE: true,
  SMS_PROVIDERS: true,
  SMS_SECRETS: true,
  DATA_KEY: true,
  LAMBDA_TASK_ROOT: true,
  SMS_QUEUE: true,
});
