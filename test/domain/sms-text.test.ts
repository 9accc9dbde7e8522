import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanSmsText, fillTemplate, smsParts, splitSms } from '../../domain/sms-text.ts';

describe('the parts of a text', () => {
  it.each([
    ['', 1],
    ['低'.repeat(70), 1],
    ['低'.repeat(71), 2],
    ['低'.repeat(134), 2],
    ['低'.repeat(135), 3],
    ['低'.repeat(201), 3],
    ['低'.repeat(202), 4],
    [`${'低'.repeat(68)}😀`, 1],
    [`${'低'.repeat(69)}😀`, 2],
    [`${'低'.repeat(66)}😀${'低'.repeat(66)}`, 3],
    [`${'低'.repeat(65)}😀${'低'.repeat(67)}`, 2],
  ])('of %s are %d (T1, T2)', (text, parts) => expect(smsParts(text)).toBe(parts));

  it('never split a character, hold 67 units at most, and make up the whole text', () => {
    const text = fc.string({ unit: fc.constantFrom('低', '😀', '𠮷', 'a'), minLength: 60, maxLength: 300 });
    fc.assert(
      fc.property(text, (it) => {
        const parts = splitSms(it);
        expect(parts.join('')).toBe(it);
        for (const part of parts) {
          expect(part.isWellFormed()).toBe(true);
          expect(part.length).toBeLessThanOrEqual(parts.length === 1 ? 70 : 67);
        }
      }),
    );
  });
});

describe('a clean text', () => {
  it.each([
    ['a zero-width space', '低\u200B保', '低保'],
    ['a line separator', '低\u2028保', '低保'],
    ['a byte-order mark', '\uFEFF低保', '低保'],
    ['direction marks', '\u202A低\u200F保\u202C', '低保'],
    ['a joiner outside an emoji', '低\u200D保', '低保'],
    ['a soft hyphen', '低\u00AD保', '低保'],
    ['a control character', '低\u0000保', '低保'],
    ['a no-break blank, which becomes a blank', '低\u00A0保', '低 保'],
    ['a tab, which becomes a blank', '低\t保', '低 保'],
    ['Windows line ends', '低\r\n保', '低\n保'],
    ['an emoji family, which stays', '👨\u200D👩\u200D👧低', '👨\u200D👩\u200D👧低'],
    ['an emoji with skin and heart, which stays', '👩🏽\u200D❤\uFE0F\u200D👨🏽', '👩🏽\u200D❤\uFE0F\u200D👨🏽'],
    ['a joiner at the end of an emoji', '👨\u200D低', '👨低'],
    ['full-width punctuation, which stays', '【甘肃民政】您好,', '【甘肃民政】您好,'],
  ])('has no trace of %s (T3)', (_, text, clean) => expect(cleanSmsText(text)).toBe(clean));

  it('is its own clean text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanSmsText(cleanSmsText(text))).toBe(cleanSmsText(text));
      }),
    );
  });
});

describe('a template', () => {
  const template = '{姓名}您好,请打{电话}。{姓名}';

  it('is filled', () => {
    expect(fillTemplate(template, { 姓名: '王秀英', 电话: '0932-5550123', 多余: 'x' })).toEqual({
      ok: true,
      value: '王秀英您好,请打0932-5550123。王秀英',
    });
    expect(fillTemplate('共{金额}元', { 金额: '$&' })).toEqual({ ok: true, value: '共$&元' });
  });

  it.each(['', ' ', '\u200B', 'null', 'NULL', 'undefined', 'NaN', '[object Object]'])(
    'is not filled with %j, and the variable is named (T10)',
    (value) => {
      expect(fillTemplate(template, { 姓名: '王秀英', 电话: value })).toEqual({
        ok: false,
        refusal: { code: 'variable-missing', message: '模板变量“电话”没有内容,没有发送' },
      });
    },
  );

  it('is refused where a variable is not given at all (T10)', () => {
    expect(fillTemplate(template, { 姓名: '王秀英' })).toMatchObject({ refusal: { code: 'variable-missing' } });
    expect(fillTemplate('{constructor}', {})).toMatchObject({ refusal: { code: 'variable-missing' } });
  });

  it.each(['您好{姓名', '您好姓名}', '{{姓名}}', '{}'])('with a loose brace is refused: %s', (loose) => {
    expect(fillTemplate(loose, { 姓名: '王秀英' })).toMatchObject({ refusal: { code: 'template-brace' } });
  });

  it('takes no value with a brace, so that no placeholder is ever sent', () => {
    expect(fillTemplate('{姓名}', { 姓名: '{姓名}' })).toMatchObject({ refusal: { code: 'variable-brace' } });
  });
});
