import { createHash, createHmac } from 'node:crypto';

export interface AwsCall {
  host: string;
  service: string;
  region: string;
  /** Epoch ms. */
  at: number;
  /** Lower-case names; without host, date and token, which are added. */
  headers: Readonly<Record<string, string>>;
  body: string;
}
export interface AwsKey {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** The headers, without the host's own, of a POST to `/` signed by Signature Version 4. */
export function signAws({ host, service, region, at, headers, body }: AwsCall, key: AwsKey): Record<string, string> {
  const instant = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = instant.slice(0, 8);
  const scope = [day, region, service, 'aws4_request'];
  const sent = {
    ...headers,
    'x-amz-date': instant,
    ...(key.sessionToken !== undefined && { 'x-amz-security-token': key.sessionToken }),
  };
  const lineUp = Object.entries({ host, ...sent }).sort(([left], [right]) => (left < right ? -1 : 1));
  const signed = lineUp.map(([name]) => name).join(';');
  const lines = lineUp.map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = ['POST', '/', '', lines, signed, sha256(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', instant, scope.join('/'), sha256(canonical)].join('\n');
  const signing = scope.reduce<string | Buffer>(hmac, `AWS4${key.secretAccessKey}`);
  const signature = hmac(signing, toSign).toString('hex');
  const credential = `${key.accessKeyId}/${scope.join('/')}`;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
