import { describe, expect, it } from 'vitest';
import { refusalOf, rowsIn, textsIn } from './sheet-file.ts';
import { sheetOf, workbookOf } from './workbook-of.ts';

const styles =
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="0.00E+00"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="49"/></cellXfs>';

describe('a workbook', () => {
  it('gives shared texts, of several fonts and without how they are pronounced', async () => {
    const texts =
      '<si><t>姓名</t></si><si><r><rPr><b/></rPr><t>王</t></r><r><t xml:space="preserve"> 秀英</t></r></si><si><t>重庆</t><rPh sb="0" eb="2"><t>チョンチン</t></rPh><phoneticPr fontId="1"/></si><si/><si><t>a&lt;b&amp;c&#x4e2d;_x000D_</t></si>';
    const row = [0, 1, 2, 3, 4].map((n) => `<c t="s"><v>${n}</v></c>`).join('');
    expect(await textsIn(await sheetOf(`<row>${row}</row>`, { texts }))).toEqual([
      [1, '姓名', '王 秀英', '重庆', ...['', 'a<b&c中\r']],
    ]);
  });

  it.each([
    ['a number', '<c><v>620.5</v></c>', { text: '620.5', kind: 'number' }],
    ['a binary tail', '<c><v>0.10000000000000001</v></c>', { text: '0.1', kind: 'number' }],
    ['an amount as Excel stores it', '<c><v>1234.5599999999999</v></c>', { text: '1234.56', kind: 'number' }],
    ['a small number in powers of ten', '<c><v>1.4999999999999999E-2</v></c>', { text: '0.015', kind: 'number' }],
    [
      'an ID number that lost its end',
      '<c><v>6.20122196803051E+17</v></c>',
      { text: '6.20122196803051E+17', kind: 'number' },
    ],
    ['one stored in full', '<c><v>620122196803050000</v></c>', { text: '620122196803050000', kind: 'number' }],
    ['a number of fifteen digits', '<c><v>620122680305123</v></c>', { text: '620122680305123', kind: 'number' }],
    ['nought below nought', '<c><v>-0</v></c>', { text: '0', kind: 'number' }],
    ['a day', '<c s="1"><v>46331</v></c>', { text: '2026-11-05', kind: 'date' }],
    ['a day in Chinese', '<c s="2"><v>46331</v></c>', { text: '2026-11-05', kind: 'date' }],
    ['a day with a time', '<c s="1"><v>46331.4375</v></c>', { text: '2026-11-05 10:30:00', kind: 'date' }],
    ['the end of a day, rounded', '<c s="1"><v>46331.999999</v></c>', { text: '2026-11-06', kind: 'date' }],
    ['the first day that Excel knows', '<c s="1"><v>1</v></c>', { text: '1900-01-01', kind: 'date' }],
    ['the day before the one that never was', '<c s="1"><v>59</v></c>', { text: '1900-02-28', kind: 'date' }],
    ['the day that never was', '<c s="1"><v>60</v></c>', { text: '60', kind: 'number' }],
    ['the day after it', '<c s="1"><v>61</v></c>', { text: '1900-03-01', kind: 'date' }],
    ['the last day', '<c s="1"><v>2958465</v></c>', { text: '9999-12-31', kind: 'date' }],
    ['a number too great for a day', '<c s="1"><v>20261105</v></c>', { text: '20261105', kind: 'number' }],
    ['a day in words of ISO', '<c t="d"><v>2026-11-05T00:00:00</v></c>', { text: '2026-11-05', kind: 'date' }],
    ['powers of ten are no day', '<c s="3"><v>46331</v></c>', { text: '46331', kind: 'number' }],
    ['a number in a cell for text', '<c s="4"><v>46331</v></c>', { text: '46331', kind: 'number' }],
    ['truth', '<c t="b"><v>1</v></c>', { text: 'TRUE', kind: 'boolean' }],
    ['untruth', '<c t="b"><v>0</v></c>', { text: 'FALSE', kind: 'boolean' }],
    ['an error', '<c t="e"><f>VLOOKUP(A1,B:C,2,0)</f><v>#N/A</v></c>', { text: '#N/A' }],
    ['a formula, by its value', '<c t="str"><f>A1&amp;B1</f><v>王秀英</v></c>', { text: '王秀英' }],
    ['a formula with a number', '<c><f>SUM(A1:A9)</f><v>9</v></c>', { text: '9', kind: 'number' }],
    ['a formula that was never worked out', '<c><f>A1&amp;B1</f></c>', { text: '=A1&B1' }],
    [
      'a text of its own',
      '<c t="inlineStr"><is><r><t>王</t></r><r><t>秀英</t></r><rPh><t>x</t></rPh></is></c>',
      { text: '王秀英' },
    ],
    ['an ID number as text', '<c t="inlineStr"><is><t>62012219680305123X</t></is></c>', { text: '62012219680305123X' }],
    ['CDATA and comments', '<c t="str"><v><!-- a > b --><![CDATA[a<b]]></v></c>', { text: 'a<b' }],
    ['a prefix before every name', '<x:c t="str"><x:v>王</x:v></x:c>', { text: '王' }],
  ])('gives %s', async (_, cell, expected) => {
    const [row] = await rowsIn(await sheetOf(`<row>${cell}</row>`, { styles }));
    expect(row?.cells).toEqual([expected]);
  });

  it('counts days from 1904 where it says so', async () => {
    const book = await sheetOf('<row><c s="1"><v>44869</v></c><c s="1"><v>0</v></c></row>', { styles, from1904: true });
    expect(await textsIn(book)).toEqual([[1, '2026-11-05', '1904-01-01']]);
  });

  it('keeps gaps between rows and columns, and needs no references', async () => {
    const data =
      '<row r="2"><c r="B2" t="str"><v>乙</v></c><c t="str"><v>丙</v></c></row><row><c t="str"><v>甲</v></c><c r="AA3" t="str"><v>末</v></c></row><row r="9"><c r="A9"/><c r="XFD9" s="1"/></row><row r="11"><c r="A11" t="str"><v>十一</v></c></row>';
    expect(await textsIn(await sheetOf(data))).toEqual([
      [2, '', '乙', '丙'],
      [3, '甲', ...Array.from({ length: 25 }, () => ''), '末'],
      [11, '十一'],
    ]);
  });

  it('gives its sheets in the order of their tabs by name, hidden ones left out', async () => {
    const row = (text: string) => `<row><c t="str"><v>${text}</v></c></row>`;
    const book = await workbookOf({
      sheets: { 一月: row('1'), 代码: row('2'), '二月&gt;': row('3'), 密: row('4') },
      states: { 代码: 'state="hidden"', 密: 'state="veryHidden"' },
    });
    expect((await rowsIn(book)).map(({ sheet, cells }) => [sheet, cells[0]?.text])).toEqual([
      ['一月', '1'],
      ['二月>', '3'],
    ]);
  });

  it('is read in its strict form too', async () => {
    const book = await sheetOf('<row><c t="s"><v>0</v></c></row>', { strict: true, texts: '<si><t>王</t></si>' });
    expect(await textsIn(book)).toEqual([[1, '王']]);
  });

  it('with nothing in it has no rows', async () => {
    expect(await refusalOf(await sheetOf('<row><c s="1"/></row>'))).toMatchObject({ code: 'no-rows' });
  });

  it('may have 500 columns and no more', async () => {
    const book = (reference: string) => sheetOf(`<row r="1"><c r="${reference}"><v>1</v></c></row>`);
    expect((await rowsIn(await book('SF1')))[0]?.cells).toHaveLength(500);
    expect(await refusalOf(await book('SG1'))).toMatchObject({ code: 'too-many-columns' });
  });

  it.each([
    ['a part that breaks off', '<row><c><v>1</v></c>'],
    ['tags that close nothing', '<row></row></row></sheetData></worksheet></x>'],
  ])('with %s is damaged', async (_, data) => {
    expect(await refusalOf(await sheetOf(data))).toMatchObject({ code: 'damaged' });
  });

  it('that declares entities is damaged', async () => {
    const book = await sheetOf('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><row><c t="str"><v>&a;</v></c></row>');
    expect(await refusalOf(book)).toMatchObject({ code: 'damaged' });
  });

  it('cut anywhere is damaged', async () => {
    const book = await sheetOf('<row><c><v>1</v></c></row>');
    for (const length of [5, 100, book.length - 30, book.length - 1])
      expect(await refusalOf(book.subarray(0, length), { name: '十月.xlsx' })).toMatchObject({ code: 'damaged' });
  });

  it('with one byte changed is damaged or the same', async () => {
    const book = await sheetOf(`<row>${'<c t="str"><v>王秀英</v></c>'.repeat(40)}</row>`);
    const whole = await textsIn(book);
    for (let at = 30; at < book.length - 30; at += 7) {
      const changed = Buffer.from(book);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      const read = await textsIn(changed).catch((error: unknown) => String(error));
      if (typeof read !== 'string') expect(read).toEqual(whole);
      else expect(read).toContain('SheetRefused');
    }
  });
});
