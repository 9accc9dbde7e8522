import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DepartmentKey } from '../../../functions/shared/access.ts';
import type { HttpRequest } from '../../../functions/shared/http.ts';
import { HttpProblem } from '../../../functions/shared/problem.ts';
import { signatureBase } from '../../../functions/shared/sign.ts';
import { verifySignature } from '../../../functions/shared/signature.ts';
import { signatureMatches } from '../../../functions/shared/signature-check.ts';
import { makeDepartmentKey, NOW } from '../../factories.ts';
import { makeKeyPair, makeSigned } from './signing.ts';

const BODY = '{"specversion":"1.0","id":"1"}';

function verify(request: HttpRequest, { key = makeDepartmentKey(), now = NOW } = {}) {
  const keys = async (keyid: string) => (keyid === key.keyid ? key : undefined);
  return verifySignature(keys, { now: () => now })(request);
}

async function refusal(request: HttpRequest, options: { key?: DepartmentKey; now?: number } = {}) {
  const error = await verify(request, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof HttpProblem)) throw new Error('the request was not refused');
  return error.document();
}

const withHeaders = (request: HttpRequest, headers: Record<string, string>): HttpRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe('the signature of a request', () => {
  it('is the one of RFC 9421 B.2.5 over the same base', () => {
    const secret = 'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==';
    const base = [
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@authority": example.com',
      '"content-type": application/json',
      '"@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
    ].join('\n');
    const signature = Buffer.from('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=', 'base64');
    expect(signatureMatches({ algorithm: 'hmac-sha256', secret }, Buffer.from(base), signature)).toBe(true);
  });

  it.each(['hmac-sha256', 'hmac-sm3', 'ecdsa-p256-sha256', 'ed25519'] as const)(
    'verifies with %s',
    async (algorithm) => {
      const { secret, key } = makeKeyPair(algorithm);
      const request = makeSigned({ body: BODY, secret, algorithm });
      expect(await verify(request, { key })).toEqual({ key, nonce: 'nonce-0001' });
      const tampered = { ...request, path: '/v1/other' };
      expect((await refusal(tampered, { key })).status).toBe(401);
    },
  );

  it('covers neither digest nor type where there is no body, and signs an absent query as a question mark', async () => {
    const request = makeSigned({ method: 'GET' });
    expect(request.headers['signature-input']).toContain('("@method" "@path" "@query");');
    expect(signatureBase({ method: 'get', url: 'https://h/v1/events' }, {}, '()')).toContain('"@query": ?\n');
    expect((await verify(request)).nonce).toBe('nonce-0001');
  });

  it('serves under any label, beside signatures of others', async () => {
    const request = makeSigned({ body: BODY });
    const input = request.headers['signature-input']?.replace('sig1=', '');
    const signature = request.headers['signature']?.replace('sig1=', '');
    const foreign = '("@method");created=1;keyid="a-proxy"';
    for (const [a, b] of [
      [`ours=${input}, proxy=${foreign}`, `ours=${signature}, proxy=:AAAA:`],
      [`proxy=${foreign}, ours=${input}`, `proxy=:AAAA:, ours=${signature}`],
    ])
      expect((await verify(withHeaders(request, { 'signature-input': a ?? '', signature: b ?? '' }))).nonce).toBe(
        'nonce-0001',
      );
  });
});

describe('a path or query with Chinese or reserved characters', () => {
  it.each([
    ['Chinese, as the URL standard writes it', 'https://h/v1/templates/医疗费用.csv?类型=住院&a=1+1'],
    ['reserved characters left as they are', "https://h/v1/events/a:b@c;d=e,f&g$h!i*'(j)"],
    ['a per cent sign', 'https://h/v1/events/100%25?source=urn%3Ajiuzhu%3A%E5%8C%BB%E4%BF%9D&id=100%25'],
    ['everything reserved encoded', 'https://h/v1/events/a%3Ab%40c%3Bd%3De%2Cf%26g%24h%21i%2A%27%28j%29'],
    ['reserved encoded but for what JavaScript leaves', "https://h/v1/events/a%3Ab%40c!i*'(j)"],
    ['a plus and a blank', 'https://h/v1/events/a+b%20c'],
  ])('verifies: %s', async (_, url) => {
    expect((await verify(makeSigned({ method: 'GET', url }))).nonce).toBe('nonce-0001');
  });

  it('does not verify for another path that decodes differently', async () => {
    const request = makeSigned({ method: 'GET', url: 'https://h/v1/events/%E5%8C%BB' });
    expect((await refusal({ ...request, path: '/v1/events/%E5%8C%BB' })).status).toBe(401);
    expect((await refusal({ ...request, query: 'id=2' })).status).toBe(401);
  });
});

describe('a request is refused with 401', () => {
  const request = makeSigned({ body: BODY });
  const input = request.headers['signature-input'] ?? '';
  const unsigned = { ...request, headers: { host: 'h' } };

  it.each([
    [-301, '本机时间快了5分钟'],
    [301, '本机时间慢了5分钟'],
    [420, '本机时间慢了7分钟'],
    [-3600, '本机时间快了60分钟'],
  ])('where its clock is off by %i seconds, in minutes', async (seconds, words) => {
    expect((await refusal(request, { now: NOW + seconds * 1000 })).detail).toContain(words);
  });

  it.each([-300, 0, 300])('but not for a clock off by %i seconds', async (seconds) => {
    expect((await verify(request, { now: NOW + seconds * 1000 })).key.department).toBe('medical-insurance');
  });

  it.each([
    ['unsigned', unsigned, '没有签名'],
    ['with another body', { ...request, body: new Uint8Array(Buffer.from(`${BODY} `)) }, 'Content-Digest'],
    ['with a digest that came twice', twice('content-digest'), '签名不对'],
    ['with a type that came twice', twice('content-type'), '出现了两次'],
    ['with a covered header missing', { ...request, headers: without('content-type') }, '没有这个头'],
    ['with an unknown key', makeSigned({ keyid: 'nobody' }), 'keyid'],
    ['with another algorithm than its key has', makeSigned({ algorithm: 'hmac-sm3' }), '算法'],
    ['with another secret', makeSigned({ secret: Buffer.from('wrong').toString('base64') }), 'signatureBase'],
    ['with the body uncovered', { ...makeSigned(), body: request.body }, '签名要覆盖'],
    ['with a broken header', withHeaders(request, { 'signature-input': 'sig1=(("' }), '写法不对'],
    [
      'without a nonce',
      withHeaders(request, { 'signature-input': input.replace(/nonce="[^"]*";/, '') }),
      '签名参数不全',
    ],
    ['expired', withHeaders(request, { 'signature-input': input.replace(/expires=\d+/, 'expires=1') }), '已过期'],
    ['with a component that has a parameter', resigned('"@path";req'), '不能带参数'],
    ['with another header covered', resigned('"host"'), '只覆盖'],
  ])('%s', async (_, refused, words) => {
    const { status, detail } = await refusal(refused);
    expect(status).toBe(401);
    expect(detail).toContain(words);
  });

  it('where its key was revoked', async () => {
    expect((await refusal(request, { key: makeDepartmentKey({ status: 'revoked' }) })).detail).toContain('已停用');
  });

  it('where it carries two valid signatures: one request, one nonce', async () => {
    const other = makeSigned({ body: BODY, nonce: 'nonce-0002' });
    const both = {
      'signature-input': `${input}, ${other.headers['signature-input']?.replace('sig1', 'sig2')}`,
      signature: `${request.headers['signature']}, ${other.headers['signature']?.replace('sig1', 'sig2')}`,
    };
    expect((await refusal(withHeaders(request, both))).status).toBe(401);
  });

  it('but a store that fails is no refusal', async () => {
    const keys = () => Promise.reject(new Error('the table is away'));
    await expect(verifySignature(keys, { now: () => NOW })(request)).rejects.toThrow('the table is away');
  });

  function twice(name: string): HttpRequest {
    const value = request.headers[name] ?? '';
    return withHeaders(request, { [name]: `${value}, ${value}` });
  }

  function without(name: string): Record<string, string> {
    return Object.fromEntries(Object.entries(request.headers).filter(([key]) => key !== name));
  }

  /** The same request with one more component in its list. */
  function resigned(extra: string): HttpRequest {
    const parameters = input.slice('sig1='.length).replace('"@method"', `"@method" ${extra}`);
    const mac = createHmac('sha256', Buffer.from(makeDepartmentKey().secret, 'base64'))
      .update(parameters)
      .digest('base64');
    return withHeaders(request, { 'signature-input': `sig1=${parameters}`, signature: `sig1=:${mac}:` });
  }
});
