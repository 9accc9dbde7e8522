import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coverageOf, missingFrom } from '../../domain/glyph-coverage.ts';
import { statementFonts } from '../../lib/fonts.ts';
import { mustPrint, NAMES_THAT_MUST_PRINT } from '../../lib/statement-characters.ts';

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'statement-fonts-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

test('concurrent builds make one folder with both fonts and their licence, small enough for a function', async () => {
  const [one, other] = await Promise.all([statementFonts(cache), statementFonts(cache)]);
  expect(one).toEqual(other);
  expect(await readdir(cache)).toHaveLength(1);
  expect(await readdir(path.dirname(one.regular))).toContain('LICENSE_FONT');
  const sizes = await Promise.all([stat(one.regular), stat(one.bold)]);
  expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(22_000_000);
});

test.each(['regular', 'bold'] as const)(
  'the %s one prints every Han character of GBK and the rare names',
  async (weight) => {
    const covers = coverageOf(await readFile((await statementFonts(cache))[weight]));
    expect(missingFrom(covers, mustPrint())).toEqual([]);
    expect([...mustPrint()].length).toBeGreaterThan(21_000);
    expect(missingFrom(covers, NAMES_THAT_MUST_PRINT)).toEqual([]);
  },
);

test('what the font cannot print is known, each character once', async () => {
  const covers = coverageOf(await readFile((await statementFonts(cache)).regular));
  expect(missingFrom(covers, '王𡋾喆𡋾')).toEqual(['𡋾']);
});

test('bytes that are no font are refused', () => {
  expect(() => coverageOf(new Uint8Array(64))).toThrow(RangeError);
});
