import { lookup } from 'node:dns';
import { type ClientRequestArgs, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { AttemptResult } from '../../domain/webhook.ts';
import { isPublicAddress } from './public-address.ts';

export interface Posting {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}
export type Post = (posting: Posting) => Promise<AttemptResult>;

/** What a receiver has to answer within. */
const TIMEOUT_MS = 10_000;

/**
 * Posts over https to hosts of the public internet. `trusted` hosts, which the stack's configuration names, may also lie in
 * a private network and be reached over http. Redirects are not followed: the next address was checked by nobody.
 */
export const postTo =
  (trusted: readonly string[], timeoutMs = TIMEOUT_MS): Post =>
  async ({ url, headers, body }) => {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    const why = target ? refusalOf(target, trusted) : '地址写得不对';
    if (!target || why !== undefined) return { kind: 'failed', why: why ?? '' };
    try {
      const status = await statusOf(
        target,
        timeoutMs,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': String(body.length) },
          ...(!isTrusted(target, trusted) && { lookup: publicOnly }),
        },
        body,
      );
      return resultOf(status);
    } catch (error) {
      return { kind: 'failed', why: reasonOf(error) };
    }
  };

/** Also what the command line holds an address against before it is set. undefined: nothing against it. */
export function refusalOf(target: URL, trusted: readonly string[]): string | undefined {
  if (target.username !== '' || target.password !== '') return '地址里不要写用户名和密码';
  if (isTrusted(target, trusted)) return /^https?:$/.test(target.protocol) ? undefined : '只能是 https 或 http 地址';
  if (target.protocol !== 'https:') return '只能是 https 地址';
  const host = hostOf(target);
  // An address that is no name is never looked up, so it is looked at here.
  return isIP(host) !== 0 && !isPublicAddress(host) ? INSIDE : undefined;
}

const INSIDE = '地址在内网,不在允许之列';
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');
const isTrusted = (target: URL, trusted: readonly string[]) => trusted.includes(hostOf(target));

class InsideError extends Error {
  override readonly name = 'InsideError';
}

/** Looks a name up and hands over public addresses only; the connection goes to the very address that was looked at. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    const [first] = found;
    if (!first || !found.every(({ address }) => isPublicAddress(address))) return callback(new InsideError(), '', 0);
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  });
};

async function statusOf(target: URL, timeoutMs: number, options: ClientRequestArgs, body: Buffer): Promise<number> {
  const send = target.protocol === 'https:' ? overHttps : overHttp;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = send(target, { ...options, agent: false, signal: AbortSignal.timeout(timeoutMs) }, resolve);
    asked.on('error', reject);
    asked.end(body);
  });
  // What it says is of no interest, and might never end.
  answer.destroy();
  return answer.statusCode ?? 0;
}

function resultOf(status: number): AttemptResult {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone' };
  if (status >= 300 && status < 400) return { kind: 'failed', why: `对方要求跳转(${status}),不跟随` };
  return { kind: 'failed', why: `对方答复${status}` };
}

/** Never the error's own message: it holds the address. */
function reasonOf(error: unknown): string {
  if (error instanceof InsideError) return INSIDE;
  const name = error instanceof Error ? error.name : '';
  return name === 'TimeoutError' || name === 'AbortError' ? '对方10秒内没有答复' : '连不上对方';
}
