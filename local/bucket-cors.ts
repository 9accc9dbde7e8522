import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { LiveResource } from './deployment.ts';

const Rule = z.object({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.number().optional(),
});
const Bucket = z.looseObject({ CorsConfiguration: z.object({ CorsRules: z.array(Rule) }).optional() });

/** Which pages of other origins may use a bucket, and how. */
export type CorsRule = z.infer<typeof Rule>;

/** The rules of each bucket by its name. */
export function corsRules(buckets: readonly LiveResource[]): ReadonlyMap<string, readonly CorsRule[]> {
  return new Map(
    buckets.map(({ identity, properties }) => [
      identity.ref,
      Bucket.parse(properties).CorsConfiguration?.CorsRules ?? [],
    ]),
  );
}

/**
 * The headers that let a browser hand over what S3 answers; none where no rule fits. A preflight asks for another method than its own,
 * and for headers.
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  method: string,
  headers: IncomingHttpHeaders,
): Readonly<Record<string, string>> | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  const wanted = headers['access-control-request-method'] ?? method;
  const asked = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders }) =>
      AllowedOrigins.some((pattern) => fits(pattern, origin)) &&
      AllowedMethods.includes(wanted) &&
      asked.every((name) => name === '' || AllowedHeaders.some((pattern) => fits(pattern.toLowerCase(), name))),
  );
  if (rule === undefined) return undefined;
  return {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(asked.join() !== '' && { 'access-control-allow-headers': asked.join(', ') }),
    ...(rule.ExposedHeaders.length > 0 && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** S3 takes one `*` in a pattern. */
function fits(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
