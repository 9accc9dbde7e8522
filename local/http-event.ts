import { randomUUID } from 'node:crypto';
import { ACCOUNT } from './identity.ts';
import type { RouteMatch } from './routes.ts';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly target: string;
  /** Name, value, name, value …, as received. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * The event of payload format 2.0, as HTTP API makes it: `rawPath` decoded, the query raw, headers lower-case and
 * comma-joined, cookies apart, a body base64 unless its type is one of text. `now` is epoch ms. Throws URIError where the
 * path is not well encoded.
 */
export function httpEvent(request: WireRequest, { route, parameters }: RouteMatch, apiId: string, now: number) {
  const [encodedPath = '/', ...query] = request.target.split('?');
  const rawQueryString = query.join('?');
  const { headers, cookies } = readHeaders(request.rawHeaders);
  const rawPath = decodeURIComponent(encodedPath);
  const isText = isTextType(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: {
      ...headers,
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(rawQueryString !== '' && { queryStringParameters: readQuery(rawQueryString) }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      domainName: headers['host'] ?? '',
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: accessLogTime(new Date(now)),
      timeEpoch: now,
    },
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

function readHeaders(raw: readonly string[]) {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]?.toLowerCase() ?? '';
    const value = raw[index + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(/;\s*/));
    else headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  return { headers, cookies };
}

/** Decoded; a name given twice has its values joined by a comma. */
function readQuery(raw: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    query[name] = name in query ? `${query[name]},${value}` : value;
  }
  return query;
}

/** The types whose bodies HTTP API hands over as text; all others, a form too, come as base64. */
function isTextType(contentType: string | undefined): boolean {
  const [type = ''] = (contentType ?? '').split(';');
  return /^\s*(text\/.+|application\/(json|javascript|xml))\s*$/i.test(type);
}

/** `25/Nov/2026:01:02:03 +0000`. */
function accessLogTime(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}
