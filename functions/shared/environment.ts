import * as z from 'zod';
import { smsProviderList } from '../../domain/sms-profile.ts';

/** Variables that the stack sets, by name; each function's `env.ts` picks those that it is given. */
export const variables = {
  /** Where Secrets Manager is asked instead of at its region's own address, as every client of the SDK takes it. */
  ACCESS_TABLE: z.string(),
  ACCESS_LOG_TABLE: z.string(),
  COUNTERS_TABLE: z.string(),
  LEDGER_TABLE: z.string(),
  NEWEST_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  PEOPLE_TABLE: z.string(),
  REQUESTS_TABLE: z.string(),
  SIGNALS_TABLE: z.string(),
  STATEMENTS_TABLE: z.string(),
  WARNINGS_TABLE: z.string(),
  WORK_TABLE: z.string(),
  DATA_KEY: z.string(),
  FILES_BUCKET: z.string(),
  /** Scheme and host of the addresses that are signed for its objects. */
  FILES_ORIGIN: z.url(),
  IMPORTS_QUEUE: z.string(),
  LAMBDA_TASK_ROOT: z.string(),
  PARKING_QUEUE: z.string(),
  RECEIPTS_QUEUE: z.string(),
  SMS_QUEUE: z.string(),
  SMS_PROVIDERS: smsProviderList,
  /** What the names of the providers' secrets begin with; a slash and the provider follow. */
  SMS_SECRETS: z.string(),
  STAGE: z.string(),
  TOKEN_AUDIENCE: z.string(),
  TOKEN_ISSUER: z.string(),
  TOKEN_JWKS: z.string(),
  /** Host names, comma-separated; `none` where there are none. */
  WEBHOOK_HOSTS: z.string().transform((hosts) => (hosts === 'none' ? [] : hosts.split(','))),
} as const;
