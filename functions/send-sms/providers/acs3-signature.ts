import { createHash, createHmac } from 'node:crypto';

/** An RPC call of Alibaba Cloud: everything goes into the query, the body is empty. */
export interface AcsCall {
  host: string;
  action: string;
  version: string;
  /** Epoch ms; the vendor takes calls of the last 15 minutes. */
  at: number;
  /** Never the same twice. */
  nonce: string;
  query: Readonly<Record<string, string>>;
}
export interface AcsKey {
  accessKeyId: string;
  accessKeySecret: string;
}
export type AcsHash = 'sha256' | 'sm3';

const algorithms: Readonly<Record<AcsHash, string>> = { sha256: 'ACS3-HMAC-SHA256', sm3: 'ACS3-HMAC-SM3' };

/**
 * The query and headers, without the host's own, of a call signed by V3 (https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature).
 * With SM3 the digest of the body stays in `x-acs-content-sha256`, as in the vendor's own SDK (openapi-core, `doRequest`).
 */
export function signAcs(
  call: AcsCall,
  key: AcsKey,
  hash: AcsHash,
): { query: string; headers: Readonly<Record<string, string>> } {
  const bodyDigest = digest(hash, '');
  const headers = {
    'x-acs-action': call.action,
    'x-acs-content-sha256': bodyDigest,
    'x-acs-date': new Date(call.at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  };
  const query = canonicalQuery(call.query);
  const lineUp = Object.entries({ host: call.host, ...headers }).sort(byName);
  const signed = lineUp.map(([name]) => name).join(';');
  const lines = lineUp.map(([name, value]) => `${name}:${value}\n`).join('');
  const toSign = `${algorithms[hash]}\n${digest(hash, ['POST', '/', query, lines, signed, bodyDigest].join('\n'))}`;
  const signature = createHmac(hash, key.accessKeySecret).update(toSign).digest('hex');
  const authorization = `${algorithms[hash]} Credential=${key.accessKeyId},SignedHeaders=${signed},Signature=${signature}`;
  return { query, headers: { ...headers, authorization } };
}

const canonicalQuery = (query: Readonly<Record<string, string>>) =>
  Object.entries(query)
    .sort(byName)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');

/** RFC 3986: what encodeURIComponent leaves, but the vendor does not. */
const percentEncode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);

/** By code unit, not by locale. */
const byName = ([left]: readonly [string, string], [right]: readonly [string, string]) =>
  left < right ? -1 : Number(left > right);

const digest = (hash: AcsHash, text: string) => createHash(hash).update(text).digest('hex');
