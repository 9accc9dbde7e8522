import { describe, expect, it } from 'vitest';
import { httpEvent, type WireRequest } from '../../local/http-event.ts';

const NOW = Date.parse('2026-11-25T01:02:03.004Z');
const match = { route: { key: 'POST /q/{name}', functionId: 'f' }, parameters: { name: '张三' } };

const eventOf = (request: Partial<WireRequest>) =>
  httpEvent(
    { method: 'POST', target: '/', rawHeaders: [], body: Buffer.alloc(0), sourceIp: '::1', ...request },
    match,
    'api1',
    NOW,
  );

describe('the event of payload format 2.0', () => {
  it('has the path decoded and the query raw beside its decoded form', () => {
    const event = eventOf({ target: '/q/%E5%BC%A0%E4%B8%89?a=%E5%91%A8+x&b=1&b=2&c' });
    expect(event).toMatchObject({
      rawPath: '/q/张三',
      rawQueryString: 'a=%E5%91%A8+x&b=1&b=2&c',
      queryStringParameters: { a: '周 x', b: '1,2', c: '' },
      pathParameters: { name: '张三' },
      routeKey: 'POST /q/{name}',
      requestContext: {
        http: { path: '/q/张三' },
        stage: '$default',
        time: '25/Nov/2026:01:02:03 +0000',
        timeEpoch: NOW,
      },
    });
  });

  it('keeps a question mark within the query, and leaves the parameters out where there is none', () => {
    expect(eventOf({ target: '/?a=b?c' }).rawQueryString).toBe('a=b?c');
    expect(eventOf({ target: '/?' })).not.toHaveProperty('queryStringParameters');
  });

  it('has headers in lower case, those that came twice joined by a comma, and cookies apart', () => {
    const rawHeaders = [
      'Signature-Input',
      'sig1=()',
      'SIGNATURE-INPUT',
      'sig2=()',
      'Cookie',
      'a=1; b=2',
      'X-Name',
      'x, y',
    ];
    const event = eventOf({ rawHeaders });
    expect(event.headers).toMatchObject({ 'signature-input': 'sig1=(),sig2=()', 'x-name': 'x, y' });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.cookies).toEqual(['a=1', 'b=2']);
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['text/csv;charset=gbk', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/cloudevents+json', true],
    ['application/cloudevents-batch+json', true],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['application/problem+json', true],
  ])('hands over a body of %s as base64: %s', (contentType, isBase64Encoded) => {
    const event = eventOf({ rawHeaders: ['Content-Type', contentType], body: Buffer.from('{"名":1}') });
    expect(event).toMatchObject({
      isBase64Encoded,
      body: Buffer.from('{"名":1}').toString(isBase64Encoded ? 'base64' : 'utf8'),
    });
  });

  it('leaves the body out where there is none', () => {
    expect(eventOf({ rawHeaders: ['Content-Type', 'application/cbor'] })).not.toHaveProperty('body');
  });

  it('refuses a path that is not well encoded', () => {
    expect(() => eventOf({ target: '/%E5%BC' })).toThrow(URIError);
  });
});
