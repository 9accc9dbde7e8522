import type * as z from 'zod';
import { SafeError } from './safe-error.ts';

/**
 * The function's environment, checked once per cold start. Throws a `SafeError` that names the variables that are wrong,
 * never their values.
 */
export function parseEnv<S extends z.ZodType>(schema: S, variables: NodeJS.ProcessEnv = process.env): z.output<S> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new SafeError('environment', `environment variables missing or wrong: ${names.join(', ')}`);
}
