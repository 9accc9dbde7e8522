import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpProblem } from './problem.ts';

/** What a route answers; `onHttp` gives it to the gateway. */
export type HttpAnswer = APIGatewayProxyStructuredResultV2;
type Headers = Readonly<Record<string, string>>;

/** Nothing that names people or was asked for with a credential may stay in a cache on the way. */
const PRIVATE: Headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export const json = (status: number, value: unknown, headers: Headers = {}): HttpAnswer => ({
  statusCode: status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...PRIVATE, ...headers },
  body: JSON.stringify(value),
});

export const text = (status: number, contentType: string, body: string, headers: Headers = {}): HttpAnswer => ({
  statusCode: status,
  headers: { 'content-type': contentType, ...PRIVATE, ...headers },
  body,
});

export const binary = (status: number, contentType: string, body: Uint8Array, headers: Headers = {}): HttpAnswer => ({
  statusCode: status,
  headers: { 'content-type': contentType, ...PRIVATE, ...headers },
  body: Buffer.from(body).toString('base64'),
  isBase64Encoded: true,
});

export const problem = (refusal: HttpProblem): HttpAnswer => ({
  statusCode: refusal.status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', ...PRIVATE, ...refusal.parts.headers },
  body: JSON.stringify(refusal.document()),
});
