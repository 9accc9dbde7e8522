import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from './base64.ts';
import { hmac } from './hmac.ts';
import { sm3 } from './sm3.ts';

/** What a page can sign by: a secret that is shared. Keys in pairs are for programs. */
export type Algorithm = 'hmac-sha256' | 'hmac-sm3';

export interface RequestToSign {
  method: string;
  /** Percent-encoded, as it will be sent. */
  path: string;
  /** Without the question mark. */
  query: string;
  body?: { text: string; type: string };
  keyid: string;
  secret: Uint8Array;
  algorithm: Algorithm;
  /** Epoch ms, by the hub's clock. */
  now: number;
  /** Never used before under this key. */
  nonce: string;
}

/** Seconds for which a signature may be used. */
const LIFETIME = 300;
const hashes = { 'hmac-sha256': sha256, 'hmac-sm3': sm3 };
const utf8 = new TextEncoder();

/**
 * The headers that make a request a department's own (RFC 9421, RFC 9530), as docs/signing.md explains them. In plain
 * script: `crypto.subtle` is missing where a page comes over http, as in many closed networks.
 */
export function signatureHeaders(request: RequestToSign): Record<string, string> {
  const headers = request.body ? bodyHeaders(request.body) : {};
  const parameters = parametersOf(request, Object.keys(headers));
  const base = utf8.encode(baseOf(request, headers, parameters));
  const signature = toBase64(hmac(hashes[request.algorithm], request.secret, base));
  return { ...headers, 'signature-input': `sig1=${parameters}`, signature: `sig1=:${signature}:` };
}

const bodyHeaders = ({ text, type }: { text: string; type: string }): Record<string, string> => ({
  'content-digest': `sha-256=:${toBase64(sha256(utf8.encode(text)))}:`,
  'content-type': type,
});

function parametersOf({ now, nonce, keyid, algorithm }: RequestToSign, headers: readonly string[]): string {
  const components = ['@method', '@path', '@query', ...headers].map((name) => `"${name}"`).join(' ');
  const created = Math.floor(now / 1000);
  const times = `created=${created};expires=${created + LIFETIME}`;
  return `(${components});${times};nonce="${nonce}";keyid="${keyid}";alg="${algorithm}"`;
}

/** The text that is signed: one line a component, and the parameters themselves last, without a line end. */
function baseOf({ method, path, query }: RequestToSign, headers: Record<string, string>, parameters: string): string {
  return [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"@query": ?${query}`,
    ...Object.entries(headers).map(([name, value]) => `"${name}": ${value}`),
    `"@signature-params": ${parameters}`,
  ].join('\n');
}
