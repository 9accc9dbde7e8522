import { generateKeyPairSync } from 'node:crypto';
import type { DepartmentKey } from '../../../functions/shared/access.ts';
import type { HttpRequest } from '../../../functions/shared/http.ts';
import { type RequestToSign, signRequest } from '../../../functions/shared/sign.ts';
import { makeDepartmentKey, NOW } from '../../factories.ts';

/** A key of each algorithm: what the department signs with, and what the hub keeps of it. */
export function makeKeyPair(algorithm: DepartmentKey['algorithm']): { secret: string; key: DepartmentKey } {
  if (algorithm === 'hmac-sha256' || algorithm === 'hmac-sm3') {
    const key = makeDepartmentKey({ algorithm });
    return { secret: key.secret, key };
  }
  const pair =
    algorithm === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const published = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return { secret, key: makeDepartmentKey({ algorithm, secret: published }) };
}

/** A request as the gateway hands it over: path decoded, query raw, headers as signed. */
export function makeSigned(overrides: Partial<RequestToSign> = {}): HttpRequest {
  const key = makeDepartmentKey();
  const toSign: RequestToSign = {
    method: 'POST',
    url: 'https://hub.example.gov.cn/v1/events',
    keyid: key.keyid,
    secret: key.secret,
    algorithm: key.algorithm,
    now: NOW,
    nonce: 'nonce-0001',
    ...overrides,
  };
  const url = new URL(toSign.url);
  return {
    method: toSign.method,
    path: decodeURIComponent(url.pathname),
    query: url.search.slice(1),
    headers: { host: url.host, ...signRequest(toSign) },
    pathParameters: {},
    body: new Uint8Array(Buffer.from(toSign.body ?? '')),
    address: '192.0.2.1',
    requestId: 'request-1',
  };
}
