import { createHash, createHmac } from 'node:crypto';

/** A call of Tencent Cloud: parameters are the JSON body. */
export interface Tc3Call {
  host: string;
  service: string;
  action: string;
  /** Epoch ms; the vendor takes calls of the last 5 minutes. */
  at: number;
  body: string;
}
export interface Tc3Key {
  secretId: string;
  secretKey: string;
}

const ALGORITHM = 'TC3-HMAC-SHA256';
const CONTENT_TYPE = 'application/json; charset=utf-8';
const SIGNED = 'content-type;host;x-tc-action';

/** The headers, without the host's own, of a call signed by v3 (https://cloud.tencent.com/document/api/382/52072); version and region are not signed. */
export function signTc3({ host, service, action, at, body }: Tc3Call, { secretId, secretKey }: Tc3Key) {
  const seconds = Math.floor(at / 1000);
  // By UTC, also where it is tomorrow already in China.
  const day = new Date(seconds * 1000).toISOString().slice(0, 10);
  const scope = `${day}/${service}/tc3_request`;
  const lines = `content-type:${CONTENT_TYPE}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`;
  const canonical = ['POST', '/', '', lines, SIGNED, sha256(body)].join('\n');
  const key = [day, service, 'tc3_request'].reduce<string | Buffer>(hmac, `TC3${secretKey}`);
  const signature = hmac(key, [ALGORITHM, seconds, scope, sha256(canonical)].join('\n')).toString('hex');
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': action,
    'x-tc-timestamp': String(seconds),
    authorization: `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
