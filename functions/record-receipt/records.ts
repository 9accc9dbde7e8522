import type * as z from 'zod';
import type { HttpRequest } from '../shared/http.ts';
import { jsonOf } from '../shared/http-body.ts';
import { count, log } from '../shared/telemetry.ts';

/** The single records of a push: a JSON array, one object, or a form. Throws a 400 where it is none of these. */
export function recordsOf({ body, headers }: Pick<HttpRequest, 'body' | 'headers'>): readonly unknown[] {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return [Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)))];
  const value = jsonOf(body);
  return Array.isArray(value) ? value : [value];
}

/** Those that can be read. A bad one takes no other with it: it is counted, and logged by its place without its content. */
export function readable<T>(schema: z.ZodType<T>, records: readonly unknown[], provider: string): T[] {
  return records.flatMap((record, index) => {
    const parsed = schema.safeParse(record);
    if (parsed.success) return [parsed.data];
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].sort().join();
    log.warn('A record of a provider could not be read', { provider, index, fields });
    count('ProviderRecordsUnreadable');
    return [];
  });
}
