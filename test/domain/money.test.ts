import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatYuan, parseYuan, yuanInWords } from '../../domain/money.ts';

describe('yuan on the wire', () => {
  it.each([
    [12850.3, 1_285_030],
    [12850.300000000001, 1_285_030],
    ['12850.300000000001', 1_285_030],
    [0.1 + 0.2, 30],
    [0.1 + 0.2 - 0.3, 0],
    [1.005 * 1000, 100_500],
    ['3080', 308_000],
    ['3080.', 308_000],
    ['3080.5', 308_050],
    ['3080.5000', 308_050],
    ['3,080.50', 308_050],
    ['1,234,567', 123_456_700],
    ['３０８０．５０', 308_050],
    ["'3080.50\t", 308_050],
    [0, 0],
    ['0.01', 1],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%j is %d fen', (input, fen) => expect(parseYuan(input)).toEqual({ ok: true, value: fen }));

  it.each([
    [0.001, 'money-third-decimal'],
    [12850.305, 'money-third-decimal'],
    ['12850.301', 'money-third-decimal'],
    [12850.3001, 'money-third-decimal'],
    [1e-7, 'money-third-decimal'],
    [-0.01, 'money-negative'],
    ['-5', 'money-negative'],
    ['', 'money-empty'],
    ['  ', 'money-empty'],
    ['三千', 'money-form'],
    ['3080元', 'money-form'],
    ['1,23', 'money-form'],
    ['1 000', 'money-form'],
    ['1e3', 'money-form'],
    ['0x10', 'money-form'],
    [Number.NaN, 'money-form'],
    [Number.POSITIVE_INFINITY, 'money-form'],
    ['90071992547409.92', 'money-too-large'],
    [1e15, 'money-too-large'],
    [1e21, 'money-too-large'],
  ])('%j is refused: %s', (input, code) => {
    expect(parseYuan(input)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('may be negative where a sign is asked for', () => {
    expect(parseYuan('-5.05', { signed: true })).toEqual({ ok: true, value: -505 });
    expect(parseYuan(-0, { signed: true })).toEqual({ ok: true, value: 0 });
  });

  it('come back to the same fen from the text that is shown, and from a JSON number', () => {
    const fen = fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 });
    fc.assert(
      fc.property(fen, (amount) => {
        expect(parseYuan(formatYuan(amount), { signed: true })).toEqual({ ok: true, value: amount });
        expect(parseYuan(amount / 100, { signed: true })).toEqual({ ok: true, value: amount === 0 ? 0 : amount });
      }),
    );
  });

  it('as a sum of many binary numbers still find their fen', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000_000 }), { maxLength: 50 }), (many) => {
        const yuan = many.reduce((sum, fen) => sum + fen / 100, 0);
        expect(parseYuan(yuan)).toEqual({ ok: true, value: many.reduce((sum, fen) => sum + fen, 0) });
      }),
    );
  });
});

it.each([
  [308_000, '3080.00'],
  [5, '0.05'],
  [0, '0.00'],
  [-505, '-5.05'],
])('%d fen is shown as %s', (fen, text) => expect(formatYuan(fen)).toBe(text));

it('an amount that is no whole fen is a defect', () => expect(() => formatYuan(0.5)).toThrow(RangeError));

it.each([
  [308_000, '叁仟零捌拾元整'],
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角整'],
  [55, '伍角伍分'],
  [1_000, '壹拾元整'],
  [1_005, '壹拾元零伍分'],
  [1_050, '壹拾元伍角整'],
  [140_950, '壹仟肆佰零玖元伍角整'],
  [600_714, '陆仟零柒元壹角肆分'],
  [168_032, '壹仟陆佰捌拾元叁角贰分'],
  [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
  [10_700_053, '壹拾万柒仟元伍角叁分'],
  [1_000_100, '壹万零壹元整'],
  [100_000_000, '壹佰万元整'],
  [10_000_000_000, '壹亿元整'],
  [10_000_100_000, '壹亿零壹仟元整'],
  [10_001_000_000, '壹亿零壹万元整'],
  [10_000_000_000_000, '壹仟亿元整'],
  [Number.MAX_SAFE_INTEGER, '玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
  [-8_000, '负捌拾元整'],
])('%d fen is written as %s', (fen, words) => expect(yuanInWords(fen)).toBe(words));
