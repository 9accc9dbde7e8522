import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapText } from '../../../functions/show-statement/wrap-text.ts';

/** Chinese characters are 2 wide, Latin ones 1. */
const measure = (text: string) =>
  [...text].reduce((sum, character) => sum + (/[\u0020-\u00ff]/.test(character) ? 1 : 2), 0);

test.each([
  ['', 10, ['']],
  ['一二三四五', 10, ['一二三四五']],
  ['一二三四五六', 10, ['一二三四五', '六']],
  ['一二三四五\uff0c六', 10, ['一二三四', '五\uff0c六']],
  ['一二三四\uff08五\uff09', 10, ['一二三四', '\uff08五\uff09']],
  ['请打0932-5550123吧', 14, ['请打', '0932-5550123吧']],
  ['一共3080.00元', 10, ['一共', '3080.00元']],
  ['12345678901234', 10, ['1234567890', '1234']],
  ['王𬱖', 2, ['王', '𬱖']],
  ['买买提·吐尔逊·阿不都热依木', 16, ['买买提·吐尔逊·', '阿不都热依木']],
  ['买买提·阿不都热依木', 8, ['买买提·', '阿不都热', '依木']],
] as const)('%j within %i is %j', (text, width, lines) => {
  expect(wrapText(text, width, measure)).toEqual(lines);
});

test('nothing is lost, and no line is too wide where each character fits', () => {
  const characters = fc.constantFrom(...'一二三\uff0c\u3002\uff08\uff0912ab.𬱖');
  fc.assert(
    fc.property(fc.array(characters, { maxLength: 60 }), fc.integer({ min: 2, max: 30 }), (some, width) => {
      const lines = wrapText(some.join(''), width, measure);
      expect(lines.join('')).toBe(some.join(''));
      expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(width);
    }),
  );
});
