import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { postTo } from '../../../functions/call-webhooks/post.ts';
import { isPublicAddress } from '../../../functions/call-webhooks/public-address.ts';
import { makeWebhookSecret, webhookHeaders } from '../../../functions/shared/webhook-signature.ts';
import { NOW } from '../../factories.ts';

const body = Buffer.from('{"type":"referral.sent","data":{"number":"Z2611-00000001"}}');
const TRUSTED = ['127.0.0.1'];
const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A receiver on this machine; returns its address and what it was sent. */
async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const taken: { headers: IncomingMessage['headers']; body: Buffer; url: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    taken.push({ headers: request.headers, body: await buffer(request), url: request.url });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { taken, url: `http://127.0.0.1:${port}/hook` };
}

const answering = (status: number, headers: Record<string, string> = {}) =>
  receiver((_, response) => response.writeHead(status, headers).end());

describe('what a receiver answers', () => {
  it.each([
    [200, { kind: 'delivered', status: 200 }],
    [204, { kind: 'delivered', status: 204 }],
    [410, { kind: 'gone' }],
    [400, { kind: 'failed', why: '对方答复400' }],
    [500, { kind: 'failed', why: '对方答复500' }],
  ])('%i', async (status, result) => {
    const { url } = await answering(status);
    expect(await postTo(TRUSTED)({ url, headers: {}, body })).toEqual(result);
  });

  it('a redirect is not followed', async () => {
    const elsewhere = await answering(200);
    const { url } = await answering(307, { location: elsewhere.url });
    const result = await postTo(TRUSTED)({ url, headers: {}, body });
    expect(result).toEqual({ kind: 'failed', why: '对方要求跳转(307),不跟随' });
    expect(elsewhere.taken).toEqual([]);
  });

  it('silence ends the attempt', async () => {
    const { url } = await receiver(() => undefined);
    expect(await postTo(TRUSTED, 50)({ url, headers: {}, body })).toEqual({
      kind: 'failed',
      why: '对方10秒内没有答复',
    });
  });

  it('an answer that never ends is not waited for', async () => {
    const { url } = await receiver((_, response) => response.writeHead(200).write('and so on'));
    expect(await postTo(TRUSTED)({ url, headers: {}, body })).toEqual({ kind: 'delivered', status: 200 });
  });

  it('nobody there', async () => {
    expect(await postTo(TRUSTED)({ url: 'http://127.0.0.1:1/', headers: {}, body })).toEqual({
      kind: 'failed',
      why: '连不上对方',
    });
  });
});

describe('where it goes', () => {
  it.each([
    ['http://jz.example.gov.cn/hook', '只能是 https 地址'],
    ['https://127.0.0.1/hook', '地址在内网,不在允许之列'],
    ['https://169.254.169.254/latest/meta-data', '地址在内网,不在允许之列'],
    ['https://[::1]/hook', '地址在内网,不在允许之列'],
    ['https://[::ffff:10.0.0.1]/hook', '地址在内网,不在允许之列'],
    ['https://2130706433/hook', '地址在内网,不在允许之列'],
    // A name that leads inside: looked at after it was looked up.
    ['https://localhost/hook', '地址在内网,不在允许之列'],
    ['https://user:secret@jz.example.gov.cn/hook', '地址里不要写用户名和密码'],
    ['ftp://jz.example.gov.cn/hook', '只能是 https 地址'],
    ['not an address', '地址写得不对'],
  ])('%s is refused', async (url, why) => {
    expect(await postTo([])({ url, headers: {}, body })).toEqual({ kind: 'failed', why });
  });

  it.each([
    ['8.8.8.8', true],
    ['100.63.255.255', true],
    ['100.64.0.1', false],
    ['172.15.255.255', true],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['223.255.255.255', true],
    ['224.0.0.1', false],
    ['240e::1', true],
    ['fd00::1', false],
    ['fe80::1', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['2001:db8::1', false],
    ['localhost', false],
  ])('%s public: %s', (address, is) => {
    expect(isPublicAddress(address)).toBe(is);
  });
});

describe('the signature', () => {
  it('is verified as Standard Webhooks says: HMAC-SHA256 over id, second and the bytes as they came', async () => {
    const { url, taken } = await answering(200);
    const secret = makeWebhookSecret();
    const headers = webhookHeaders('msg_1', NOW, body, [secret]);
    await postTo(TRUSTED)({ url, headers, body });
    const [sent] = taken;
    const signed = `${sent?.headers['webhook-id']}.${sent?.headers['webhook-timestamp']}.${sent?.body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    expect(sent?.headers['webhook-timestamp']).toBe(String(NOW / 1000));
    expect(sent?.headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  });

  it('is that of the specification’s own example', () => {
    const example = Buffer.from('{"test": 2432232314}');
    const headers = webhookHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, example, [
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    ]);
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is made by both secrets while one replaces the other', () => {
    const secrets = [makeWebhookSecret(), makeWebhookSecret()];
    const both = webhookHeaders('msg_1', NOW, body, secrets)['webhook-signature'].split(' ');
    expect(both).toEqual(secrets.map((secret) => webhookHeaders('msg_1', NOW, body, [secret])['webhook-signature']));
  });
});
