import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../../functions/shared/sheets/bytes-of.ts';
import type { SheetOut } from '../../../../functions/shared/sheets/sheet-out.ts';
import { sheetXml } from '../../../../functions/shared/sheets/sheet-xml.ts';
import { xlsxOf } from '../../../../functions/shared/sheets/write-xlsx.ts';
import { allOf } from './all-of.ts';
import { rowsIn, textsIn } from './sheet-file.ts';

const written = (...sheets: SheetOut[]) => bytesOf(xlsxOf(sheets));
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "'",
    "'=1",
    '=1+1',
    '+8613800138000',
    '-2',
    '@a',
    '\t=1',
    '\r',
    '\r\n',
    '"',
    '_x000D_',
    '_x005F_',
    '__x0',
    '\ud800',
  ),
  fc.constantFrom(
    '620122196803051239',
    '007',
    '12E5',
    '王秀英',
    '😀',
    '\ufffe',
    '\u0001',
    '<b>&amp;"',
    ' 王 ',
    '\ufeff',
  ),
);

describe('a workbook that is written', () => {
  it('is the same when read: any rows', async () => {
    const rows = fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const table = [['姓名'], ...given];
        const kept = table.flatMap((row, at) => {
          const last = row.findLastIndex((text) => text !== '');
          return row.some((text) => text.trim() !== '') ? [[at + 1, ...row.slice(0, last + 1)]] : [];
        });
        expect(await textsIn(await written({ name: '名单', rows: table }))).toEqual(kept);
      }),
    );
  });

  it('holds text only: nothing is a number and nothing a formula', async () => {
    const read = await rowsIn(await written({ name: '名单', rows: [['=1+1', '620122196803051239', '2026-11-05']] }));
    expect(read[0]?.cells).toEqual([{ text: '=1+1' }, { text: '620122196803051239' }, { text: '2026-11-05' }]);
  });

  it('is the same file when written again', async () => {
    const sheet = { name: '名单', rows: [['姓名'], ['王秀英']], headings: 1 };
    expect((await written(sheet)).equals(await written(sheet))).toBe(true);
  });

  it('takes its rows as they come, and hands over what is ready', async () => {
    let asked = 0;
    const rows = (async function* () {
      for (; asked < 200_000; asked++) yield [`62012219680305${asked}`, '王秀英', String(Math.sin(asked))];
    })();
    for await (const _ of xlsxOf([{ name: '名单', rows }])) if (asked > 0) break;
    expect(asked).toBeLessThan(50_000);
  });

  it('fails where its rows do', async () => {
    const rows = (async function* () {
      yield ['姓名'];
      throw new Error('the store is away');
    })();
    await expect(written({ name: '名单', rows })).rejects.toThrow('the store is away');
  });

  it('is refused where a sheet would have more rows than Excel takes', async () => {
    const rows = [['姓名'], ['王秀英'], ['李桂兰']];
    const most = (mostRows: number) => bytesOf(xlsxOf([{ name: '名单', rows }], { mostRows }));
    expect(await textsIn(await most(3))).toHaveLength(3);
    await expect(most(2)).rejects.toThrow(RangeError);
  });

  it('keeps titles and headings in sight, and only the headings look like such', async () => {
    const rows = [['某县名单'], ['姓名'], ['王秀英']];
    const sheet = { name: '名单', rows, titles: 1, headings: 2, widths: [12] };
    const xml = (await allOf(sheetXml(sheet, () => '', 3))).join('');
    expect(xml).toContain('ySplit="2" topLeftCell="A3"');
    expect([...xml.matchAll(/<c r="A\d" s="(\d)"/g)].map(([, style]) => style)).toEqual(['1', '2', '1']);
    expect(xml).toContain('<col min="1" max="1" width="12"');
  });

  it('has sheets by names that Excel takes, hidden lists left out', async () => {
    const sheet = (name: string): SheetOut => ({ name, rows: [['甲']], choices: { 0: ['是', '否'] }, headings: 1 });
    const book = await written(sheet('a/b[1]:*?'), sheet("'名单'"), sheet('名单'), sheet(''), sheet('长'.repeat(40)));
    expect((await rowsIn(book)).map((row) => row.sheet)).toEqual(['a b 1', '名单', '名单 (2)', '表', '长'.repeat(31)]);
  });
});
