import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fromBase64, toBase64 } from '../../../functions/upload-page/page/base64.ts';
import { hmac } from '../../../functions/upload-page/page/hmac.ts';
import { signatureHeaders } from '../../../functions/upload-page/page/sign.ts';
import { sm3 } from '../../../functions/upload-page/page/sm3.ts';

const guide = readFileSync(new URL('../../../docs/samples/vectors.json', import.meta.url), 'utf8');
const { keyid, secret, created, vectors } = z
  .object({
    keyid: z.string(),
    secret: z.string(),
    created: z.int(),
    vectors: z.array(
      z.object({
        method: z.string(),
        url: z.string(),
        contentType: z.string().optional(),
        body: z.string().optional(),
        nonce: z.string(),
        headers: z.record(z.string(), z.string()),
      }),
    ),
  })
  .parse(JSON.parse(guide));

describe('the page signs as the guide says', () => {
  it.each(vectors)('$method $url', ({ method, url, body, contentType = '', nonce, headers }) => {
    const { pathname, search } = new URL(url);
    const made = signatureHeaders({
      method,
      path: pathname,
      query: search.slice(1),
      ...(body !== undefined && { body: { text: body, type: contentType } }),
      keyid,
      secret: fromBase64(secret) ?? new Uint8Array(),
      algorithm: 'hmac-sha256',
      now: created * 1000,
      nonce,
    });
    expect(made).toEqual(headers);
  });
});

describe('SM3', () => {
  it('is the standard’s own example', () => {
    expect(Buffer.from(sm3(new TextEncoder().encode('abc'))).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128])('of %i bytes is what OpenSSL says', (length) => {
    const message = new Uint8Array(length).fill(0xa5);
    expect(Buffer.from(sm3(message))).toEqual(createHash('sm3').update(message).digest());
  });

  it('keyed, is what OpenSSL says of any key and message', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(bytes, bytes, (key, message) => {
        expect(Buffer.from(hmac(sm3, key, message))).toEqual(createHmac('sm3', key).update(message).digest());
      }),
    );
  });
});

describe('base64', () => {
  it('reads what it wrote, with the line ends that copying brings', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(` ${toBase64(bytes)}\r\n`)).toEqual(bytes);
      }),
    );
  });

  it('says where a text is none', () => {
    expect(fromBase64('密钥')).toBeUndefined();
  });
});
