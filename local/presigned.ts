import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface PresignedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** S3's code for an address that does not do, with its status 403. */
export type PresignedRefusal = 'SignatureDoesNotMatch' | 'AccessDenied';

/**
 * Whether an address that was signed for somebody without credentials is used as it was signed, as S3 checks it (Signature Version 4,
 * query parameters): emulators do not, and would take a larger file than was announced. Undefined: it does, or is no such address.
 * `now` is epoch ms.
 */
export function presignedRefusal(
  { method, target, headers }: PresignedRequest,
  secretKey: string,
  now: number,
): PresignedRefusal | undefined {
  const [path = '/', query = ''] = target.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const signature = parameters.get('X-Amz-Signature');
  if (signature === null) return undefined;
  const date = parameters.get('X-Amz-Date') ?? '';
  const expires = instantOf(date) + Number(parameters.get('X-Amz-Expires')) * 1000;
  // A date that cannot be read has expired.
  if (!(now <= expires)) return 'AccessDenied';
  parameters.delete('X-Amz-Signature');
  const signedHeaders = parameters.get('X-Amz-SignedHeaders') ?? '';
  const canonical = [
    method,
    path,
    canonicalQuery(parameters),
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    signedHeaders,
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = (parameters.get('X-Amz-Credential') ?? '').split('/').slice(1);
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretKey}`);
  return hmac(key, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();

function canonicalQuery(parameters: URLSearchParams): string {
  return [...parameters]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

/** RFC 3986: encodeURIComponent leaves five marks more as they are. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** `20261105T010203Z` as epoch ms; NaN where it is no such date. */
const instantOf = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
