import { describe, expect, it } from 'vitest';
import {
  callsAs,
  Refused,
  Unreachable,
  type WireAnswer,
  type WireRequest,
} from '../../../functions/upload-page/page/hub.ts';
import { hubClock } from '../../../functions/upload-page/page/hub-clock.ts';
import { NOW } from '../../factories.ts';

const KEY = {
  kind: 'key',
  keyid: 'medical-insurance-1',
  secret: new Uint8Array(32).fill(1),
  algorithm: 'hmac-sha256',
} as const;
const TOKEN = { kind: 'token', token: 'abc.def' } as const;

/** A hub that gives these answers, one after the other; none at all where the line is broken. */
function wire(...answers: (WireAnswer | undefined)[]) {
  const sent: WireRequest[] = [];
  const pauses: number[] = [];
  let nonces = 0;
  return {
    sent,
    pauses,
    now: () => NOW,
    newNonce: () => `n-${++nonces}`,
    pause: async (ms: number) => void pauses.push(ms),
    async send(request: WireRequest) {
      sent.push(request);
      const answer = answers.shift();
      if (!answer) throw new Error('no answer');
      return answer;
    },
  };
}
const ok = { status: 200, text: '{"a":1}' };
const busy = { status: 503, text: '' };

describe('a call', () => {
  it('is signed anew each time that it is tried', async () => {
    const line = wire(busy, undefined, ok);
    expect(await callsAs(KEY, line)('POST', '/v1/uploads', { type: 'death' })).toEqual({ a: 1 });
    expect(line.sent.map(({ headers }) => /nonce="([^"]+)"/.exec(headers['signature-input'] ?? '')?.[1])).toEqual([
      'n-1',
      'n-2',
      'n-3',
    ]);
    expect(line.pauses).toEqual([1000, 3000]);
  });

  it('with a token carries the token, and no signature', async () => {
    const line = wire(ok);
    await callsAs(TOKEN, line)('GET', '/v1/uploads?month=2026-11');
    expect(line.sent).toEqual([
      { method: 'GET', url: '/v1/uploads?month=2026-11', headers: { authorization: 'Bearer abc.def' } },
    ]);
  });

  it('that is refused says why in the hub’s own words, and is not tried again', async () => {
    const detail = {
      detail: '有内容填得不对',
      errors: [{ path: 'mode', code: 'custom', message: '花名册要写明 mode' }],
    };
    const line = wire({ status: 422, text: JSON.stringify(detail) });
    const refused = callsAs(KEY, line)('POST', '/v1/uploads', {});
    await expect(refused).rejects.toMatchObject({ status: 422, message: '有内容填得不对;花名册要写明 mode' });
    await expect(refused).rejects.toBeInstanceOf(Refused);
    expect(line.sent).toHaveLength(1);
  });

  it('gives up after four tries', async () => {
    const broken = wire();
    await expect(callsAs(KEY, broken)('GET', '/v1/uploads')).rejects.toBeInstanceOf(Unreachable);
    expect(broken.sent).toHaveLength(4);
    await expect(callsAs(KEY, wire(busy, busy, busy, busy))('GET', '/v1/uploads')).rejects.toMatchObject({
      status: 503,
    });
  });
});

describe('the hub’s clock', () => {
  it('is told by a machine whose own is wrong', () => {
    let own = NOW - 7 * 60_000;
    const now = hubClock(NOW, () => own);
    expect(now()).toBe(NOW);
    own += 5000;
    expect(now()).toBe(NOW + 5000);
  });

  it.each([Number.NaN, 0])('is the machine’s own where the page does not tell (%d)', (served) => {
    expect(hubClock(served, () => NOW)()).toBe(NOW);
  });
});
