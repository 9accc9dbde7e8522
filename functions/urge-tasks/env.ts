import * as z from 'zod';
import { variables } from '../shared/environment.ts';

export const environment = z.object(variables).pick({
  ACCESS_TABLE: true,
  COUNTERS_TABLE: true,
  NOTICES_TABLE: true,
  PEOPLE_TABLE: true,
  SIGNALS_TABLE: true,
  WARNINGS_TABLE: true,
  WORK_TABLE: true,
  DATA_KEY: true,
  LAMBDA_TASK_ROOT: true,
  SMS_PROVIDERS: true,
});
