import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signatureBase, signRequest } from '../../../functions/shared/sign.ts';

const docs = new URL('../../../docs/', import.meta.url);

const { keyid, secret, algorithm, created, vectors } = z
  .object({
    keyid: z.string(),
    secret: z.string(),
    algorithm: z.literal('hmac-sha256'),
    created: z.int(),
    vectors: z.array(
      z.object({
        method: z.string(),
        url: z.string(),
        contentType: z.string().optional(),
        body: z.string().optional(),
        nonce: z.string(),
        headers: z.record(z.string(), z.string()),
        signatureBase: z.array(z.string()),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(new URL('samples/vectors.json', docs), 'utf8')));

describe('the signing guide', () => {
  it.each(vectors)('has a vector that is what we sign: $method $url', ({ headers, signatureBase: base, ...vector }) => {
    const { method, url, body, contentType, nonce } = vector;
    const whole = {
      method,
      url,
      ...(body !== undefined && { body }),
      ...(contentType !== undefined && { contentType }),
    };
    expect(signRequest({ ...whole, keyid, secret, algorithm, now: created * 1000, nonce })).toEqual(headers);
    const { signature: _, 'signature-input': input = '', ...covered } = headers;
    expect(signatureBase({ method, url }, covered, input.replace('sig1=', ''))).toBe(base.join('\n'));
  });

  it('shows the first vector as it is', async () => {
    const guide = await readFile(new URL('signing.md', docs), 'utf8');
    const [first] = vectors;
    expect(guide).toContain(`\n${first?.signatureBase.join('\n')}\n`);
    expect(guide).toContain(first?.headers['signature']?.slice('sig1=:'.length, -1));
  });
});
