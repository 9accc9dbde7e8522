import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divisionName,
  fullDivisionName,
  levelOf,
  normalizeDivision,
  parentOf,
  townshipOf,
  within,
} from '../../domain/division.ts';

describe('a division code', () => {
  it.each([
    ['620122', '620122000'],
    ['621100', '621100000'],
    ['620000', '620000000'],
    ['621121101', '621121101'],
    ['620122000', '620122000'],
    ['620122000000', '620122000'],
    ['621121101000', '621121101'],
    ['621121101203', '621121101203'],
    [' 621121101\t', '621121101'],
    ['６２１１２１１０１', '621121101'],
  ])('%s becomes %s', (text, code) => expect(normalizeDivision(text)).toEqual({ ok: true, value: code }));

  it.each([
    ['62', 'division-length'],
    ['6201221', 'division-length'],
    ['', 'division-length'],
    ['62O122', 'division-bad-character'],
    ['6.20122E+11', 'division-bad-character'],
    ['000000', 'division-province'],
  ])('%j is refused: %s', (text, code) => {
    expect(normalizeDivision(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  it.each([
    ['62', 'province', undefined],
    ['620000000', 'province', undefined],
    ['621100000', 'prefecture', '620000000'],
    ['6211', 'prefecture', '620000000'],
    ['621121000', 'county', '621100000'],
    ['621121101', 'township', '621121000'],
    ['621121101203', 'village', '621121101'],
    ['441900003', 'township', '441900000'],
  ])('%s is a %s below %s', (code, level, parent) => {
    expect(levelOf(code)).toBe(level);
    expect(parentOf(code)).toBe(parent);
  });

  it('that is none has no level', () => expect(() => levelOf('62112')).toThrow(RangeError));

  it.each([
    ['621121101203', '621121101'],
    ['621121101', '621121101'],
    ['621121', '621121000'],
    ['62', '620000000'],
  ])('%s is listed with township %s', (code, township) => expect(townshipOf(code)).toBe(township));
});

describe('an area', () => {
  it.each([
    ['62', '621121101', true],
    ['620000', '621121101', true],
    ['620000000000', '621121101', true],
    ['6211', '621121101', true],
    ['621100000', '621121101', true],
    ['621121', '621121101203', true],
    ['621121101', '621121101203', true],
    ['621121101203', '621121101203', true],
    ['621121101', '621121101', true],
    ['441900000', '441900003', true],
    ['621122', '621121101', false],
    ['6212', '621121101', false],
    ['621121101', '621121000', false],
    ['621121101203', '621121101', false],
    ['63', '621121101', false],
    ['', '621121101', false],
    ['00', '621121101', false],
    ['6', '621121101', false],
    ['62112', '621121101', false],
    ['62*', '621121101', false],
  ])('%j holds %s: %s', (area, code, held) => expect(within(area, code)).toBe(held));

  it('holds its own, and what its parent holds no less', () => {
    const code = fc.integer({ min: 110_000_001, max: 659_999_999 }).map(String);
    fc.assert(
      fc.property(code, (it) => {
        expect(within(it, it)).toBe(true);
        const parent = parentOf(it);
        if (parent !== undefined) expect(within(parent, it)).toBe(true);
      }),
    );
  });
});

describe('a name', () => {
  const table = {
    asOf: '2023-06-30',
    names: {
      '62': '甘肃省',
      '6211': '定西市',
      '621121': '通渭县',
      '621121101': '马营镇',
      '11': '北京市',
      '1101': '市辖区',
      '110101': '东城区',
      '44': '广东省',
      '4419': '东莞市',
      '441900': '东莞市',
      '441900003': '东城街道',
    },
  };
  it.each([
    ['621121101', '马营镇', '甘肃省定西市通渭县马营镇'],
    ['621121101203', '马营镇', '甘肃省定西市通渭县马营镇'],
    ['621121000', '通渭县', '甘肃省定西市通渭县'],
    ['621121999', '通渭县', '甘肃省定西市通渭县'],
    ['620000000', '甘肃省', '甘肃省'],
    ['110101', '东城区', '北京市东城区'],
    ['441900003', '东城街道', '广东省东莞市东城街道'],
    ['330000000', '330000000', '330000000'],
  ])('of %s is %s, in full %s', (code, name, full) => {
    expect(divisionName(code, table)).toBe(name);
    expect(fullDivisionName(code, table)).toBe(full);
  });
});
