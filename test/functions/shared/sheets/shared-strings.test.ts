import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedStrings } from '../../../../functions/shared/sheets/shared-strings.ts';

describe('the texts of a workbook', () => {
  it.each([512, 1, 0])('are given back in any order, with %i blocks in memory', (blocks) => {
    const texts = new SharedStrings(blocks);
    const text = (n: number) => `王秀英${n}`.repeat(n % 300);
    for (let n = 0; n < 5000; n++) texts.add(text(n));
    for (let n = 0; n < 5000; n++) expect(texts.get((n * 37) % 5000)).toBe(text((n * 37) % 5000));
    expect(texts.get(5000)).toBeUndefined();
    expect(texts.get(-1)).toBeUndefined();
    expect(texts.get(Number.NaN)).toBeUndefined();
    texts.close();
    texts.close();
  });

  it('are any texts at all', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })), (given) => {
        const texts = new SharedStrings();
        const kept = given.filter((text) => !text.includes('\0'));
        for (const text of kept) texts.add(text);
        expect(kept.map((_, at) => texts.get(at))).toEqual(kept);
      }),
    );
  });

  it('may each be as long as a cell, and no longer than a block', () => {
    const texts = new SharedStrings();
    texts.add('王'.repeat(32_767));
    expect(texts.get(0)).toHaveLength(32_767);
    expect(() => texts.add('王'.repeat(50_000))).toThrow(RangeError);
  });
});
