import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLookUpCode, lookUpCode, readLookUpCode } from '../../domain/look-up-code.ts';

test('any eight random bytes give eight digits that are read back from the form on paper', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 40 }), (random) => {
      const code = lookUpCode(random);
      expect(code).toMatch(/^\d{8}$/);
      expect(readLookUpCode(formatLookUpCode(code))).toBe(code);
    }),
  );
});

test('small numbers keep their zeros, and fewer bytes are refused', () => {
  expect(lookUpCode(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 7))).toBe('00000007');
  expect(() => lookUpCode(new Uint8Array(7))).toThrow(RangeError);
});

test.each([
  ['48271936', '48271936'],
  ['4827 1936', '48271936'],
  [' 4827-1936 ', '48271936'],
  ['\uff14\uff18\uff12\uff17\uff11\uff19\uff13\uff16', '48271936'],
  ['4827\u200b\u00a01936', '48271936'],
  ['4827193', undefined],
  ['482719365', undefined],
  ['4827193X', undefined],
  ['', undefined],
] as const)('%j is read as %s', (typed, code) => {
  expect(readLookUpCode(typed)).toBe(code);
});

test('it is shown in two groups', () => {
  expect(formatLookUpCode('48271936')).toBe('4827 1936');
});
