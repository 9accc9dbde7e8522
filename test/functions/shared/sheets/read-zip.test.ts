import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../../functions/shared/sheets/read-rows.ts';
import { SheetRefused } from '../../../../functions/shared/sheets/sheet-refused.ts';
import { allOf } from './all-of.ts';
import { gb18030 } from './gb18030.ts';
import { refusalOf, rowsIn, textsIn } from './sheet-file.ts';
import { sheetOf } from './workbook-of.ts';
import { renamed, zipOf } from './zip-of.ts';

const people = '身份证号,姓名\n620122196803051239,王秀英\n';
const book = () => sheetOf('<row><c t="inlineStr"><is><t>姓名</t></is></c></row>');

describe('an archive', () => {
  it('gives its files in order, workbooks by their sheets', async () => {
    const zip = await zipOf({ 'b/十月.csv': people, 'a.xlsx': await book(), 'gbk.csv': gb18030(people) });
    expect(
      (await rowsIn(zip, { name: '名单.zip' })).map(({ sheet, line, cells }) => [sheet, line, cells.at(-1)?.text]),
    ).toEqual([
      ['b/十月.csv', 1, '姓名'],
      ['b/十月.csv', 2, '王秀英'],
      ['a.xlsx/名单', 1, '姓名'],
      ['gbk.csv', 1, '姓名'],
      ['gbk.csv', 2, '王秀英'],
    ]);
  });

  it('of Chinese Windows has its names in GBK', async () => {
    const zip = renamed(await zipOf({ 'abcdef.csv': people }), 'abcdef', gb18030('十月表'));
    expect((await rowsIn(zip))[0]?.sheet).toBe('十月表.csv');
  });

  it('may hold what a Mac, Windows and Excel put beside the files', async () => {
    const zip = await zipOf({
      '__MACOSX/._a.csv': '\0\0',
      '.DS_Store': '\0',
      'x/.hidden.csv': 'a',
      '~$a.xlsx': '\0',
      'Thumbs.db': '\0',
      'desktop.ini': '\0',
      'a.csv': people,
    });
    expect(await textsIn(zip)).toHaveLength(2);
  });

  it('with names that lead out of it is read like any other', async () => {
    const zip = renamed(await zipOf({ 'aaaaaaa.csv': people }), 'aaaaaaa', Buffer.from('../../a'));
    expect((await rowsIn(zip))[0]?.sheet).toBe('../../a.csv');
  });

  it.each([
    [
      'in another archive',
      async () => ({ 'a.csv': people, '内.zip': await zipOf({ 'a.csv': people }) }),
      'nested-zip',
      '“内.zip”还是一个压缩包',
    ],
    [
      'in an archive by another name',
      async () => ({ '内.xlsx': await zipOf({ 'a.csv': people }) }),
      'nested-zip',
      '“内.xlsx”还是一个压缩包',
    ],
    ['beside a PDF', async () => ({ 'a.csv': people, '说明.pdf': '%PDF-1.7' }), 'not-a-sheet', '“说明.pdf”是PDF 文件'],
    [
      'beside one in no encoding',
      async () => ({ 'a.csv': people, 'b.csv': Buffer.from([0x61, 0xff, 0x0a]) }),
      'encoding',
      '“b.csv”',
    ],
    ['beside nothing', async () => ({}), 'no-rows', ''],
  ])('%s is refused before any row is handed out', async (_, files, code, message) => {
    const zip = await zipOf(await files());
    expect(await refusalOf(zip)).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('with a password is refused', async () => {
    const zip = await zipOf({ 'a.csv': people });
    const directory = zip.indexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt16LE(zip.readUInt16LE(directory + 8) | 1, directory + 8);
    expect(await refusalOf(zip)).toMatchObject({ code: 'password' });
  });

  it.each([
    ['the limit itself', 1000, undefined],
    ['a byte more', 1001, 'too-large'],
  ])('that unpacks to %s', async (_, bytes, code) => {
    const zip = await zipOf({ 'a.csv': `${'1'.repeat(bytes - 1)}\n` });
    const limits = { unpackedBytes: 1000 };
    if (code) expect(await refusalOf(zip, { limits })).toMatchObject({ code });
    else expect(await rowsIn(zip, { limits })).toHaveLength(1);
  });

  it('that unpacks to a hundred times its size is refused, if that is more than harmless', async () => {
    const zip = await zipOf({ 'a.csv': '1\n'.repeat(100_000) });
    expect(200_000).toBeGreaterThan(zip.length * 100);
    expect(await refusalOf(zip, { limits: { harmlessBytes: 199_999 } })).toMatchObject({ code: 'too-large' });
    expect(await rowsIn(zip, { limits: { harmlessBytes: 200_000 } })).toHaveLength(100_000);
  });

  it('that holds more than it says breaks off', async () => {
    const zip = await zipOf({ 'a.csv': '1\n'.repeat(1000) });
    const directory = zip.indexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt32LE(100, directory + 24);
    expect(await refusalOf(zip)).toMatchObject({ code: 'damaged' });
  });

  it('of too many files is refused', async () => {
    const files = Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`${n}.csv`, 'a\n']));
    expect(await refusalOf(await zipOf(files), { limits: { entries: 3 } })).toMatchObject({ code: 'too-large' });
    expect(await rowsIn(await zipOf(files), { limits: { entries: 4 } })).toHaveLength(4);
  });

  it('leaves nothing behind that it unpacked, read to the end, broken off or refused', async () => {
    const before = process.env['TMPDIR'];
    const folder = mkdtempSync(path.join(tmpdir(), 'own-'));
    const file = path.join(folder, 'a.zip');
    writeFileSync(file, await zipOf({ 'a.xlsx': await book(), 'b.xlsx': await zipOf({ 'a.csv': people }) }));
    process.env['TMPDIR'] = folder;
    try {
      for await (const _ of readRows({ path: file, name: 'a.zip' })) break;
      expect(readdirSync(folder)).toEqual(['a.zip']);
      await expect(allOf(readRows({ path: file, name: 'a.zip' }))).rejects.toThrow(SheetRefused);
      expect(readdirSync(folder)).toEqual(['a.zip']);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });
});
