import { createHash, createHmac } from 'node:crypto';
import type { Received } from './vendor-server.ts';

/* What the vendors do with a request that comes in: everything is taken from the wire, nothing from our signers. */

/** Whether Alibaba Cloud would accept the signature. */
export function acceptsAcs({ path, headers, body }: Received, secret: string): boolean {
  const [, algorithm = '', signed = '', signature = ''] =
    /^(ACS3-HMAC-(?:SHA256|SM3)) Credential=[^,]+,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const hash = algorithm === 'ACS3-HMAC-SM3' ? 'sm3' : 'sha256';
  const digest = (text: string) => createHash(hash).update(text).digest('hex');
  const names = signed.split(';');
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-acs-'))];
  if (!mustBeSigned.every((name) => names.includes(name))) return false;
  if (headers['x-acs-content-sha256'] !== digest(body)) return false;
  const query = path.slice(path.indexOf('?') + 1);
  const lines = names.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const canonical = `POST\n/\n${query}\n${lines}\n${signed}\n${digest(body)}`;
  return (
    createHmac(hash, secret)
      .update(`${algorithm}\n${digest(canonical)}`)
      .digest('hex') === signature
  );
}

/** Whether Tencent Cloud would accept the signature. */
export function acceptsTc3({ path, headers, body }: Received, secret: string): boolean {
  const [, day = '', service = '', signed = '', signature = ''] =
    /^TC3-HMAC-SHA256 Credential=[^/]+\/(\d{4}-\d\d-\d\d)\/([a-z]+)\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const seconds = Number(headers['x-tc-timestamp']);
  if (new Date(seconds * 1000).toISOString().slice(0, 10) !== day) return false;
  const lines = signed
    .split(';')
    .map((name) => `${name}:${String(headers[name]).toLowerCase()}\n`)
    .join('');
  const canonical = `POST\n${path}\n\n${lines}\n${signed}\n${sha256(body)}`;
  const toSign = `TC3-HMAC-SHA256\n${seconds}\n${day}/${service}/tc3_request\n${sha256(canonical)}`;
  return hmac(hmac(hmac(hmac(`TC3${secret}`, day), service), 'tc3_request'), toSign).toString('hex') === signature;
}
