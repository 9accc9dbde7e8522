import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../domain/sheets/columns.ts';
import { maskValue } from '../../../domain/sheets/mask-value.ts';
import { profile } from './profile.ts';
import { idNumbers, sheetTypes } from './valid-data.ts';

const columns = sheetTypes.flatMap((type) => columnsOf(type, profile));
const as = (field: string) => columns.find((column) => column.field === field);

describe('a value in an error list', () => {
  it.each([
    ['person.idNumber', '620122196803051239', '6201**********1239'],
    ['person.idNumber', '62012219680305123x', '6201**********123x'],
    ['person.idNumber', '6201221968030512', '6201********0512'],
    ['person.idNumber', '6.20122196803051E+17', '6.20…E+17'],
    ['person.idNumber', '620122', '620122'],
    ['person.name', '王秀英', '王**'],
    ['person.name', '620122196803051239', '6201**********1239'],
    ['person.phone', '13800138000', '138****8000'],
    ['person.phone', '138-0013-8000', '138****8000'],
    ['person.phone', '+8613800138000', '+86138****8000'],
    ['totalAmount', '12,850.30', '12,850.30'],
    ['totalAmount', '12850.300000000001元', '12850.3000…元'],
    ['totalAmount', '1.28万元', '1.28万元'],
    ['totalAmount', '620122196803051239', '6201**********1239'],
    ['totalAmount', '一二三四五六七八九十一二三四五六七八九十一', '一二三四五六七八九十一二三四五六七八九…'],
    ['settledOn', '2026-13-45', '2026-13-45'],
    ['settledOn', '20261345', '20*****5'],
    ['hospital', '县人民医院 620122196803051239', '县人民医院 6201*********…'],
    ['lead.description', '东关村小卖部旁边一户老人', '东关村…'],
    ['disease', '尿毒症终末期', '尿毒症…'],
    ['settlementId', 'JS-2026-1103', 'JS-20*****3'],
    [undefined, '621122105', '62*****…'],
    [undefined, '', ''],
    [undefined, '0E620122196803051239', '0E6201*…'],
    [undefined, '王秀英', '王**'],
    [undefined, '定西市陇西县首阳镇李家湾村', '定西市陇西县首…'],
    [undefined, '620122196803051239', '6201***…'],
  ])('in %s is shown masked: %s as %s', (field, text, masked) => {
    expect(maskValue(text, field === undefined ? undefined : as(field))).toBe(masked);
  });

  it('never shows seven characters of somebody’s number, in whatever column and however it was written', () => {
    const written = fc.tuple(
      idNumbers,
      fc.constantFrom('', ' ', '-', '\u00A0', '\u200B', '、'),
      fc.string({ maxLength: 6 }),
      fc.string({ maxLength: 6 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(written, fc.constantFrom(undefined, ...columns), ([id, gap, before, after, wide], column) => {
        const spaced = `${id.slice(0, 6)}${gap}${id.slice(6, 14)}${gap}${id.slice(14)}`;
        const text = wide ? spaced.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) : spaced;
        const shown = maskValue(`${before}${text}${after}`, column)
          .normalize('NFKC')
          .replace(/[^\dX*…]/gi, '');
        for (let i = 0; i + 7 <= id.length; i++) expect(shown).not.toContain(id.slice(i, i + 7));
      }),
      { numRuns: 2000 },
    );
  });
});
