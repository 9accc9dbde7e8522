import * as z from 'zod';
import type { Outcome } from './handler-process.ts';

/** What goes back over the wire. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const Structured = z.looseObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Lambda's limit of an answer, bytes. */
const MAX_ANSWER = 6 * 1024 * 1024;

/** An answer of the API itself, such as 404 `{"message":"Not Found"}`. */
export function apiMessage(status: number, message: string): HttpAnswer {
  return { status, headers: [['content-type', 'application/json']], body: Buffer.from(JSON.stringify({ message })) };
}

/** The function failed, or answered what is no answer: callers learn no more than that. */
export const internalError = apiMessage(500, 'Internal Server Error');

/** Payload format 2.0 read back: with `statusCode` it is the answer, without it the whole is a JSON body of a 200. */
export function httpAnswer(outcome: Outcome): HttpAnswer {
  if (!outcome.ok || outcome.payload.length > MAX_ANSWER) return internalError;
  const payload: unknown = JSON.parse(outcome.payload);
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) return inferred(payload);
  const parsed = Structured.safeParse(payload);
  if (!parsed.success) return internalError;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const given = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  const typed = given.some(([name]) => name.toLowerCase() === 'content-type')
    ? given
    : [...given, ['content-type', 'text/plain;charset=UTF-8'] as const];
  return {
    status: statusCode,
    headers: [...typed, ...(cookies ?? []).map((cookie) => ['set-cookie', cookie] as const)],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function inferred(payload: unknown): HttpAnswer {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(text) };
}
