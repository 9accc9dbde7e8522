import { describe, expect, it } from 'vitest';
import { parseCreditCode } from '../../domain/credit-code.ts';

/** The worked example of GB 32100-2015 and a published one of a large company. */
const CODES = ['91350100M000100Y43', '91330106673959654P'];

describe('unified social credit codes', () => {
  it.each(CODES)('%s is taken', (code) => expect(parseCreditCode(code)).toEqual({ ok: true, value: code }));

  it('are taken in lower case, full width and with blanks', () => {
    expect(parseCreditCode(' 91350100m000100y４３ ')).toEqual({ ok: true, value: '91350100M000100Y43' });
  });

  it.each([
    ['91350100M000100Y4', 'credit-code-length'],
    ['', 'credit-code-length'],
    ['91350100I000100Y43', 'credit-code-bad-character'],
    ['91350100M000100Y44', 'credit-code-check'],
    ['91350100M000101Y43', 'credit-code-check'],
  ])('%s is refused: %s', (text, code) => {
    expect(parseCreditCode(text)).toMatchObject({ ok: false, refusal: { code } });
  });
});
