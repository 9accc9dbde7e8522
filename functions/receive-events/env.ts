import * as z from 'zod';

export const environment = z.object({
  ACCESS_TABLE: z.string(),
  REQUESTS_TABLE: z.string(),
  LEDGER_TABLE: z.string(),
  COUNTERS_TABLE: z.string(),
  DATA_KEY: z.string(),
  LAMBDA_TASK_ROOT: z.string(),
});
