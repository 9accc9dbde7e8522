import { describe, expect, it } from 'vitest';
import { doorOf } from './door.ts';

const SAMPLE = [{ phone_number: '13800138000', success: true, biz_id: '1^0', out_id: 'h-a/n' }];

describe('who may push', () => {
  it('whoever has the secret path', async () => {
    const door = doorOf();
    expect(await door.pushed('receipts', 'aliyun', SAMPLE)).toEqual({
      status: 200,
      body: { code: 0, msg: '接收成功' },
    });
    expect(door.receipts).toHaveLength(1);
  });

  it('the secret is another one for each vendor and hub, and says nothing of either', () => {
    const [door, other] = [doorOf(), doorOf()];
    const secrets = [door.secretOf('aliyun'), door.secretOf('tencent'), door.secretOf('mas'), other.secretOf('aliyun')];
    expect(new Set(secrets).size).toBe(4);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{22}$/);
  });

  it('a raised path number is another secret, and the first one is worth nothing any more', async () => {
    const door = doorOf({ aliyun: { path: 2 } });
    const first = door.ports.hasher.scoped('code', 'receipts', 'aliyun');
    expect((await door.push('receipts', 'aliyun', SAMPLE, { secret: first })).status).toBe(404);
    expect((await door.pushed('receipts', 'aliyun', SAMPLE)).status).toBe(200);
  });

  it.each([
    ['a wrong secret', 'aliyun', 'wrong'],
    ['another vendor’s secret', 'tencent', 'aliyun'],
    ['no secret, where no addresses are given', 'aliyun', undefined],
    ['an unknown vendor', 'sns', 'wrong'],
  ] as const)('%s: 404, and nothing is taken', async (_, provider, secret) => {
    const door = doorOf();
    const given = secret === 'aliyun' ? door.secretOf('aliyun') : secret === 'wrong' ? door.guess() : undefined;
    const { status, body } = await door.push('receipts', provider, SAMPLE, { secret: given });
    expect(status).toBe(404);
    expect(body['detail']).toBe('没有这个地址,请对照接口文档');
    expect(door.receipts).toEqual([]);
  });

  // Requests of these tests come from 192.0.2.1.
  it.each([
    ['its own network', ['203.0.113.7', '192.0.2.0/24'], 200],
    ['its own address', ['192.0.2.1'], 200],
    ['elsewhere', ['192.0.2.2', '203.0.113.0/24'], 404],
  ])('a vendor whose addresses are given, from %s, with and without the secret', async (_, from, status) => {
    const door = doorOf({ aliyun: { from, path: 1 } });
    expect((await door.push('receipts', 'aliyun', SAMPLE)).status).toBe(status);
    expect((await door.pushed('receipts', 'aliyun', SAMPLE)).status).toBe(status);
  });
});

describe('what cannot be read', () => {
  it('takes no other record with it', async () => {
    const door = doorOf();
    const bad = [{}, null, 'x', { ...SAMPLE[0], phone_number: '138x' }, { ...SAMPLE[0], success: 'maybe' }];
    expect((await door.pushed('receipts', 'aliyun', [SAMPLE[0], ...bad, SAMPLE[0]])).status).toBe(200);
    expect(door.receipts).toHaveLength(2);
  });

  it.each([
    ['no JSON', '<xml/>'],
    ['nothing', ''],
  ])('%s as a whole: 400, and the vendor comes again', async (_, body) => {
    expect((await doorOf().pushed('receipts', 'aliyun', body)).status).toBe(400);
  });

  it('too much at once: 413', async () => {
    expect((await doorOf().pushed('receipts', 'aliyun', 'x'.repeat(1_048_577))).status).toBe(413);
  });

  it('an empty array is a push like any other', async () => {
    expect((await doorOf().pushed('receipts', 'aliyun', [])).status).toBe(200);
  });
});

it('where the queue takes nothing the vendor hears no “taken”', async () => {
  const door = doorOf();
  door.ports.receipts.send = () => Promise.reject(new Error('queue'));
  expect((await door.pushed('receipts', 'aliyun', SAMPLE)).status).toBe(500);
});
