import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carriesPersonalNumber,
  lastFour,
  makeIdentityNumber,
  parseIdentityNumber,
} from '../../domain/identity-number.ts';
import { dayOf } from '../../domain/shanghai-day.ts';

const TODAY = '2026-11-27';
const VALID = '620122196803051230';
const made = (area: string, birth: string, sequence: number) => makeIdentityNumber(area, birth, sequence);
const parse = (text: string) => parseIdentityNumber(text, TODAY);
const codeOf = (text: string) => {
  const parsed = parse(text);
  return parsed.ok ? 'taken' : parsed.refusal.code;
};

/** The example of GB 11643 itself, whose check character is X. */
const STANDARD = '11010519491231002X';

const madeUpNumber = fc
  .record({
    area: fc.integer({ min: 110000, max: 999999 }),
    birth: fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2026, 10, 27) - 1 }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, birth, sequence }) => made(String(area), dayOf(birth).replaceAll('-', ''), sequence));

describe('identity numbers in their normal form', () => {
  const number = made('620122', '19680305', 123);
  it.each([
    ['as printed', number],
    ['with blanks', ` ${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)} `],
    ['in full width', number.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ["with Excel's apostrophe", `'${number}`],
    ['with a trailing tab', `${number}\t`],
    ['between zero-width and no-break characters', `\uFEFF\u200B${number}\u00A0`],
  ])('are the same %s', (_, text) => {
    expect(parse(text)).toEqual({ ok: true, value: { number, kind: 'resident', birthDate: '1968-03-05' } });
  });

  it.each(['11010519491231002x', '11010519491231002X', '11010519491231002Ｘ', '11010519491231002ｘ'])(
    'end in an upper-case half-width X: %s',
    (text) => expect(parse(text)).toMatchObject({ value: { number: STANDARD } }),
  );

  it('turn 15 digits into 18 and keep the old form as alias (T8)', () => {
    expect(parse('110105491231002')).toEqual({
      ok: true,
      value: { number: STANDARD, legacy: '110105491231002', kind: 'resident', birthDate: '1949-12-31' },
    });
  });

  it.each([
    ['a Hong Kong resident', made('810000', '19900101', 1), 'hk-mo-tw'],
    ['a Macau resident', made('820000', '19900101', 1), 'hk-mo-tw'],
    ['a Taiwan resident', made('830000', '19900101', 1), 'hk-mo-tw'],
    ['a foreigner with the new card', made('911392', '19900101', 1), 'foreigner'],
    ['a foreigner with the old card', 'USA110074081001', 'foreigner-legacy'],
    ['somebody from an abolished county (T8)', made('512322', '19700101', 1), 'resident'],
    ['somebody from an area code that never was', made('000000', '19700101', 1), 'resident'],
    ['somebody born today', made('620122', '20261127', 1), 'resident'],
    ['somebody born on a leap day', made('620122', '20000229', 1), 'resident'],
  ])('are taken of %s', (_, number, kind) => {
    expect(parse(number)).toMatchObject({ ok: true, value: { number, kind } });
  });
});

describe('identity numbers that are refused', () => {
  it.each([
    ['nothing', '', 'identity-empty'],
    ['blanks only', ' \u200B', 'identity-empty'],
    ['scientific notation from Excel (T8)', '6.20704E+17', 'identity-scientific-notation'],
    ['the same in lower case', '6.20704e17', 'identity-scientific-notation'],
    ['a 17-digit number', VALID.slice(0, 17), 'identity-length'],
    ['a 19-digit number', `${VALID}0`, 'identity-length'],
    ['another character', '62012219680305123*', 'identity-bad-character'],
    ['X in the middle', '6201221968X3051230', 'identity-bad-letter'],
    ['another letter at the end', '62012219680305123A', 'identity-bad-letter'],
    ['30 February', made('620122', '19900230', 1), 'identity-birth-date'],
    ['29 February of a common year', made('620122', '19000229', 1), 'identity-birth-date'],
    ['15 digits with month 13', '620122681305123', 'identity-birth-date'],
    ['a birth tomorrow', made('620122', '20261128', 1), 'identity-birth-future'],
    ['the year 2099', made('620122', '20990101', 1), 'identity-birth-future'],
    ['zeros where Excel lost the last digits', '620122196803051000', 'identity-excel-zeros'],
  ])('%s', (_, text, code) => expect(codeOf(text)).toBe(code));

  it('say how many digits there are, and never repeat the number', () => {
    expect(parse('62012219680305')).toEqual({
      ok: false,
      refusal: { code: 'identity-length', message: '号码应当是18位(老号码15位),现在是14位;请照证件核对' },
    });
  });

  it('whenever any single character is another digit', () => {
    fc.assert(
      fc.property(madeUpNumber, fc.nat({ max: 17 }), fc.nat({ max: 9 }), (number, at, digit) => {
        fc.pre(number[at] !== String(digit));
        expect(parse(number.slice(0, at) + digit + number.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it('without the number in the message, whatever was written', () => {
    fc.assert(
      fc.property(madeUpNumber, fc.nat({ max: 16 }), (number, at) => {
        const broken = number.slice(0, at) + number.slice(at + 1);
        const parsed = parse(broken);
        expect(parsed.ok ? '' : parsed.refusal.message).not.toContain(broken.slice(0, 6));
      }),
    );
  });
});

it('every made-up number is taken, and its normal form is its own normal form', () => {
  fc.assert(
    fc.property(madeUpNumber, (number) => {
      expect(parse(number)).toMatchObject({ ok: true, value: { number } });
    }),
  );
});

it('makes no number from a wrong part', () => {
  expect(() => made('62012', '19680305', 1)).toThrow(RangeError);
  expect(() => made('620122', '19680305', 1000)).toThrow(RangeError);
});

it('the last four keep an X', () => expect(lastFour(STANDARD)).toBe('002X'));

describe('a personal number in an attribute', () => {
  const number = made('620122', '19680305', 123);
  it.each([
    number,
    `civil-affairs/${number}/1`,
    `row-${number}20261001`,
    STANDARD.toLowerCase(),
    '13800138000',
    'tel:+8613800138000',
    '138-0013-8000',
    '１３８００１３８０００',
  ])('is found in %s', (text) => expect(carriesPersonalNumber(text)).toBe(true));

  it.each([
    'urn:jiuzhu:medical:gansu',
    '2026-10-31T23:59:59+08:00',
    'settlement-20261031000123',
    '1793462400000',
    `${number.slice(0, 17)}${number.endsWith('7') ? '8' : '7'}`,
    '00000000-0000-4000-8000-a13800138000',
    '0932-5550123',
    '12345',
  ])('is not seen in %s', (text) => expect(carriesPersonalNumber(text)).toBe(false));

  it('is found wherever it stands, and never in a random id', () => {
    fc.assert(
      fc.property(madeUpNumber, fc.string(), fc.string(), (n, a, b) => carriesPersonalNumber(`${a}/${n}/${b}`)),
    );
    fc.assert(fc.property(fc.uuid(), (id) => !carriesPersonalNumber(id)));
  });
});
