import { describe, expect, it } from 'vitest';
import { postEvents } from '../../bin/post-events.ts';

const key = { keyid: 'k-1', secret: Buffer.from('secret').toString('base64'), algorithm: 'hmac-sha256' } as const;
const events = [{ id: 'a' }, { id: 'b' }];
const accepted = () =>
  Response.json({ results: events.map(({ id }) => ({ id, status: 'accepted' })) }, { status: 202 });

/** A hub that answers one after the other, and what was asked of it. */
function hubAnswering(...answers: (Response | 'unreachable')[]) {
  const asked: Request[] = [];
  const paused: number[] = [];
  const ports = {
    url: 'http://hub.invalid',
    key,
    now: () => Date.parse('2026-11-05T02:00:00Z'),
    pause: async (seconds: number) => paused.push(seconds),
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      asked.push(new Request(input, init));
      const answer = answers.shift() ?? 'unreachable';
      if (answer === 'unreachable') throw new TypeError('fetch failed');
      return answer;
    },
  };
  return { ports, asked, paused };
}

describe('posting events', () => {
  it('signs the request and gives one result an event', async () => {
    const { ports, asked } = hubAnswering(accepted());
    const results = await postEvents(ports, events);
    expect(results.map(({ nth, id, status }) => [nth, id, status])).toEqual([
      [0, 'a', 'accepted'],
      [1, 'b', 'accepted'],
    ]);
    expect(asked[0]?.headers.get('signature-input')).toContain('keyid="k-1"');
    expect(asked[0]?.headers.get('content-type')).toBe('application/cloudevents-batch+json');
  });

  it('waits as long as the hub asks, then signs anew', async () => {
    const busy = new Response('{}', { status: 429, headers: { 'retry-after': '7' } });
    const away = new Response('{}', { status: 503 });
    const { ports, asked, paused } = hubAnswering(busy, away, 'unreachable', accepted());
    await postEvents(ports, events);
    expect(paused).toEqual([7, 2, 4]);
    expect(new Set(asked.map(({ headers }) => headers.get('signature'))).size).toBe(4);
  });

  it('gives up on a hub that stays away', async () => {
    const { ports } = hubAnswering();
    await expect(postEvents(ports, events)).rejects.toThrow('连不上 http://hub.invalid');
  });

  it('says why the hub refused the whole request', async () => {
    const { ports } = hubAnswering(Response.json({ detail: '没有这个密钥,请核对 keyid' }, { status: 401 }));
    await expect(postEvents(ports, events)).rejects.toThrow('401 没有这个密钥');
  });
});
