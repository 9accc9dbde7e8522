import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signatureBase, signRequest } from '../../../functions/shared/sign.ts';

const run = promisify(execFile);
const guide = await readFile(new URL('../../../docs/signing.md', import.meta.url), 'utf8');

/** The code block of a language in the guide. */
function block(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide) ?? [];
  if (code === undefined) throw new Error(`the guide has no ${language}`);
  return code;
}

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
  .parse(JSON.parse(block('json')));

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

  it.each(['python', 'java', 'csharp', 'powershell'])(
    'has a %s program with the values of the first vector',
    (language) => {
      const [first] = vectors;
      const code = block(language).replaceAll('\\"', '"');
      for (const value of [keyid, secret, String(created), first?.nonce, first?.url, first?.body, first?.contentType])
        expect(code).toContain(value);
    },
  );

  it.each([
    ['python', 'python3', 'sign.py'],
    ['java', 'java', 'Sign.java'],
  ])(
    'has a %s program that prints the headers of the first vector, where the machine has %s',
    async (language, command, file) => {
      const folder = await mkdtemp(join(tmpdir(), 'signing-guide-'));
      try {
        await writeFile(join(folder, file), block(language));
        const env = { ...process.env, PYTHONIOENCODING: 'utf-8', JAVA_TOOL_OPTIONS: '-Dfile.encoding=UTF-8' };
        const printed = await run(command, [join(folder, file)], { env }).then(
          ({ stdout }) => stdout.trim().split(/\r?\n/),
          (error: unknown) => {
            if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
            throw error;
          },
        );
        const expected = Object.entries(vectors[0]?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
        if (printed) expect(printed).toEqual(expected);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});
