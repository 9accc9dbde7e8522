import { createHash, createHmac, createPrivateKey, sign } from 'node:crypto';
import type { DepartmentKey } from './access.ts';

export interface RequestToSign {
  method: string;
  /** As it will be sent: the path and query of the URL standard, percent-encoded. */
  url: string | URL;
  body?: string | Uint8Array;
  contentType?: string;
  keyid: string;
  /** Base64: the shared secret, or the private key (PKCS#8 DER). */
  secret: string;
  algorithm: DepartmentKey['algorithm'];
  /** Epoch ms. */
  now: number;
  /** Never used before under this key. */
  nonce: string;
}

/** Seconds for which a signature may be used. */
const LIFETIME = 300;

/** The headers that make a request a department's own (RFC 9421, RFC 9530), as docs/signing.md explains them. */
export function signRequest(request: RequestToSign): Record<string, string> {
  const headers = request.body === undefined ? {} : bodyHeaders(request.body, request.contentType);
  const parameters = signatureParameters(request, Object.keys(headers));
  const signature = signBytes(request, Buffer.from(signatureBase(request, headers, parameters)));
  return { ...headers, 'signature-input': `sig1=${parameters}`, signature: `sig1=:${signature.toString('base64')}:` };
}

function bodyHeaders(body: string | Uint8Array, contentType = 'application/cloudevents+json'): Record<string, string> {
  const digest = createHash('sha256').update(body).digest('base64');
  return { 'content-digest': `sha-256=:${digest}:`, 'content-type': contentType };
}

function signatureParameters({ now, nonce, keyid, algorithm }: RequestToSign, headers: readonly string[]): string {
  const components = ['@method', '@path', '@query', ...headers].map((name) => `"${name}"`).join(' ');
  const created = Math.floor(now / 1000);
  const times = `created=${created};expires=${created + LIFETIME}`;
  return `(${components});${times};nonce="${nonce}";keyid="${keyid}";alg="${algorithm}"`;
}

/** The text that is signed: one line a component, and the parameters themselves last, without a line end. */
export function signatureBase(
  { method, url }: Pick<RequestToSign, 'method' | 'url'>,
  headers: Readonly<Record<string, string>>,
  parameters: string,
): string {
  const { pathname, search } = new URL(url);
  return [
    `"@method": ${method.toUpperCase()}`,
    `"@path": ${pathname}`,
    `"@query": ${search || '?'}`,
    ...Object.entries(headers).map(([name, value]) => `"${name}": ${value}`),
    `"@signature-params": ${parameters}`,
  ].join('\n');
}

function signBytes({ algorithm, secret }: RequestToSign, base: Buffer): Buffer {
  const bytes = Buffer.from(secret, 'base64');
  switch (algorithm) {
    case 'hmac-sha256':
      return createHmac('sha256', bytes).update(base).digest();
    case 'hmac-sm3':
      return createHmac('sm3', bytes).update(base).digest();
    case 'ecdsa-p256-sha256': {
      const key = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
      return sign('sha256', base, { key, dsaEncoding: 'ieee-p1363' });
    }
    case 'ed25519':
      return sign(null, base, createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }));
  }
}
