import { HttpProblem } from './problem.ts';
import type { Requests } from './requests.ts';
import type { Signed } from './signature.ts';

/** Uses up a request's nonce and keeps which events it brought. Throws a 401 where the nonce was used before. */
export async function claimNonce(
  requests: Pick<Requests, 'claim'>,
  { key, nonce }: Signed,
  at: number,
  events: readonly string[] = [],
): Promise<void> {
  const { department, keyid } = key;
  const claimed = await requests.claim({ department, keyid, nonce, at, events });
  if (claimed === 'replayed') throw new HttpProblem(401, '这个请求已经收到过(nonce 重复);重试请换新的 nonce 重新签名');
}
