import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPhone, parsePhone } from '../../domain/phone.ts';

describe('phone numbers', () => {
  it.each([
    '13800138000',
    '+86 138-0013-8000',
    '008613800138000',
    '8613800138000',
    '\u200B\u00A013800138000\uFEFF',
    '１３８００１３８０００',
    "'13800138000",
    '13800138000\t',
    '138–0013–8000',
  ])('%j is one mobile number however it is written (T4)', (text) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: { e164: '+8613800138000', kind: 'mobile' } });
  });

  it.each([
    ['0932-5550123', '0932-5550123'],
    ['09325550123', '0932-5550123'],
    ['(0932) 5550123', '0932-5550123'],
    ['+86 932 5550123', '0932-5550123'],
    ['010-66550123', '010-66550123'],
    ['+86 10 66550123', '010-66550123'],
    ['0571-85550123', '0571-85550123'],
    ['02885550123', '028-85550123'],
  ])('%s is a landline', (text, e164) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: { e164, kind: 'landline' } });
  });

  it.each([
    ['1380013800', 'phone-too-short', '手机号应当是11位,少了1位'],
    ['138001380001', 'phone-too-long', '手机号应当是11位,多了1位'],
    ['138x0138000', 'phone-bad-character', '电话里有不该有的字符“x”'],
    ['13800138000/13900139000', 'phone-bad-character', '电话里有不该有的字符“/”'],
    ['0932-5550123转8001', 'phone-bad-character', '电话里有不该有的字符“转”'],
    ['+138+00138000', 'phone-bad-character', '电话里有不该有的字符“+”'],
    ['𠮷3800138000', 'phone-bad-character', '电话里有不该有的字符“𠮷”'],
    ['', 'phone-empty', '电话没有填'],
    ['12800138000', 'phone-unknown-form', '不是手机号(1开头11位),也不是带区号的座机'],
    ['09325550', 'phone-unknown-form', '不是手机号(1开头11位),也不是带区号的座机'],
    ['5550123', 'phone-no-area-code', '座机要带区号,例如0932-5550123'],
    ['+852 5550 1234', 'phone-foreign', '只能填中国大陆的电话'],
  ])('%s is refused: %s', (text, code, message) => {
    expect(parsePhone(text)).toEqual({ ok: false, refusal: { code, message } });
  });

  it('have a normal form that reads as itself', () => {
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    fc.assert(
      fc.property(mobile, (digits) => {
        const first = parsePhone(digits);
        expect(first.ok && parsePhone(first.value.e164)).toEqual(first);
      }),
    );
  });

  it.each([
    ['+8613800138000', '138****8000'],
    ['0932-5550123', '0932-***0123'],
    ['010-66550123', '010-****0123'],
    ['12345', '*****'],
  ])('%s is shown as %s', (e164, masked) => expect(maskPhone(e164)).toBe(masked));
});
