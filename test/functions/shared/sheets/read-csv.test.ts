import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../../../domain/sheets/mapping.ts';
import { readCsv } from '../../../../functions/shared/sheets/read-csv.ts';
import { usualLimits } from '../../../../functions/shared/sheets/sheet-limits.ts';
import { encodingOf } from '../../../../functions/shared/sheets/text-encoding.ts';
import { csvOf } from '../../../../functions/shared/sheets/write-csv.ts';
import { allOf } from './all-of.ts';
import { gb18030 } from './gb18030.ts';
import { refusalOf, rowsIn, textsIn } from './sheet-file.ts';

const BOM = '\ufeff';
const utf16le = (text: string) => Buffer.from(BOM + text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();

describe('a CSV', () => {
  const people = '手机号,姓名\r\n13800138000,王秀英\r\n';
  it.each([
    ['in UTF-8', Buffer.from(people)],
    ['in UTF-8 with its mark', Buffer.from(BOM + people)],
    ['in GB18030', gb18030(people)],
    ['as “Unicode text” of Excel', utf16le(people.replaceAll(',', '\t'))],
    ['in UTF-16 of the other order', utf16be(people)],
    ['with semicolons', Buffer.from(people.replaceAll(',', ';'))],
    ['that names its separator', Buffer.from(`sep=;\r\n${people.replaceAll(',', ';')}`)],
    ['with the line breaks of an old Mac', Buffer.from(people.replaceAll('\r\n', '\r'))],
    ['without a break at the end', Buffer.from(people.trimEnd())],
    ['with mixed line breaks', Buffer.from(people.replace('\r\n', '\n'))],
  ])('%s is read', async (_, bytes) => {
    expect(await textsIn(bytes)).toEqual([
      [1, '手机号', '姓名'],
      [2, '13800138000', '王秀英'],
    ]);
  });

  it('in GBK holds 手机号 where its bytes are CA D6 BB FA BA C5', async () => {
    expect(await textsIn(Buffer.from('cad6bbfabac50d0a', 'hex'))).toEqual([[1, '手机号']]);
  });

  it.each([
    ['nothing', ''],
    ['a BOM alone', BOM],
    ['empty lines', '\r\n\r\n'],
    ['rows without a cell in them', ',,,\n , \n'],
  ])('of %s has no rows', async (_, text) => {
    expect(await refusalOf(Buffer.from(text))).toMatchObject({ code: 'no-rows' });
  });

  it('knows its first column behind a BOM', async () => {
    expect(await textsIn(Buffer.from(`${BOM}"身份证号",姓名\n`))).toEqual([[1, '身份证号', '姓名']]);
  });

  it('is GB18030 though its first megabyte is plain ASCII', async () => {
    const plain = '620122196803051239,13800138000\n'.repeat(40_000);
    const rows = await textsIn(gb18030(`${plain}620122196803051239,王秀英\n`));
    expect(rows).toHaveLength(40_001);
    expect(rows.at(-1)).toEqual([40_001, '620122196803051239', '王秀英']);
  });

  it('that fits no encoding is refused with no row taken, naming what was tried and the lines', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,name\n1,a\n'),
      gb18030('2,王\n'),
      Buffer.from([0x33, 0x2c, 0xff, 0x0a]),
    ]);
    const refusal = await refusalOf(bytes, { name: '十月.csv' });
    expect(refusal.code).toBe('encoding');
    expect(refusal.message).toContain('“十月.csv”的文字编码认不出来:按UTF-8读到第3行、按GB18030读到第4行');
  });

  it('of UTF-8 that broke in one place is not read as GB18030', async () => {
    const sound = Buffer.from('身份证号,姓名,人员类别,登记日期\n1,王秀英,低保,2026-10-01\n');
    const refusal = await refusalOf(Buffer.concat([sound, Buffer.from([0xe7, 0x8e]), Buffer.from(',a\n')]));
    expect(refusal.message).toContain('按UTF-8读到第3行有');
    expect(refusal.message).not.toContain('GB18030');
  });

  it.each([
    ['a mark of UTF-8 before other bytes', Buffer.concat([Buffer.from(BOM), gb18030('姓名\n王秀英\n')])],
    ['half a character of UTF-16 at the end', utf16le('姓名').subarray(0, 5)],
    ['zero bytes', Buffer.from('a,b\n1,\0\n')],
  ])('with %s is refused', async (_, bytes) => {
    expect(await refusalOf(bytes)).toMatchObject({ code: 'encoding' });
  });

  it('keeps IDs and codes as text, though 60,000 are all digits before one ends in X', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, n) => `62012219680305${String(n % 10_000).padStart(4, '0')},621122105`,
    );
    const read = await rowsIn(Buffer.from(`身份证号,区划\n${rows.join('\n')}\n62012219680305123X,062112`));
    expect(read.slice(-2).map(({ cells }) => cells)).toEqual([
      [{ text: '620122196803059999' }, { text: '621122105' }],
      [{ text: '62012219680305123X' }, { text: '062112' }],
    ]);
    expect(read.every(({ cells }) => cells.every(({ kind }) => kind === undefined))).toBe(true);
  });

  it('numbers lines as a spreadsheet does: a cell of several lines is one, an empty row counts', async () => {
    expect(await textsIn(Buffer.from('姓名,住址\n\n王秀英,"马营镇\n李家湾村"\n,\n李桂兰,"说""好"""\n'))).toEqual([
      [1, '姓名', '住址'],
      [3, '王秀英', '马营镇\n李家湾村'],
      [5, '李桂兰', '说"好"'],
    ]);
  });

  it('may have rows of any length, and quotes where they mean nothing', async () => {
    expect(await textsIn(Buffer.from('a,b,c\n1\n1,2,3,4\n5"x,"y"z,6\n'))).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1'],
      [3, '1', '2', '3', '4'],
      [4, '5"x', '"y"z', '6'],
    ]);
  });

  it('names the line of a quote that is never closed', async () => {
    const refusal = await refusalOf(Buffer.from('姓名,住址\n王秀英,"马营镇\n李桂兰,南关\n'));
    expect(refusal).toMatchObject({ code: 'damaged', message: expect.stringContaining('第2行有一个英文引号没有配对') });
  });

  it.each([
    [500, undefined],
    [501, 'too-many-columns'],
  ])('of %i columns is %s', async (columns, code) => {
    const bytes = Buffer.from('列'.concat(','.repeat(columns - 1)));
    if (code)
      expect(await refusalOf(bytes)).toMatchObject({ code, message: expect.stringContaining('第1行超过500列') });
    else expect((await rowsIn(bytes))[0]?.cells).toHaveLength(columns);
  });

  it.each([
    [32_767, undefined],
    [32_768, 'cell-too-long'],
  ])('with a cell of %i characters is %s', async (length, code) => {
    const bytes = Buffer.from(`姓名\n${'名'.repeat(length)}\n`);
    if (code) expect(await refusalOf(bytes)).toMatchObject({ code, message: expect.stringContaining('第2行') });
    else expect(await rowsIn(bytes)).toHaveLength(2);
  });

  it('gives headings as they stand, and two that mean the same are told as doubled', async () => {
    const [head] = await rowsIn(Buffer.from(' 身份证_号码 ,姓名,身份证号码\n'));
    const headings = head?.cells.map(({ text }) => text) ?? [];
    expect(headings).toEqual([' 身份证_号码 ', '姓名', '身份证号码']);
    expect(
      guessMapping('death', headings, { roster: { householdFrom: 'id', basis: 'illustrative', categories: [] } }, [])
        .doubled,
    ).toEqual(headings.filter((_, at) => at !== 1));
  });

  it('is told its separator by the heading, not by a title above it or lists in its cells', async () => {
    expect(await textsIn(Buffer.from('某县,2026年10月\n姓名\t类别\n王秀英\t低保;残疾\n李桂兰\t低保;失业\n'))).toEqual([
      [1, '某县,2026年10月'],
      [2, '姓名', '类别'],
      [3, '王秀英', '低保;残疾'],
      [4, '李桂兰', '低保;失业'],
    ]);
  });
});

/** Any text but zero, which no table holds, and halves of characters, which no encoding does. */
const cell = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      "'",
      "''=1",
      '=1+1',
      '+8613800138000',
      '-2',
      '@a',
      '\t=1',
      '\r',
      '\r\n',
      '"',
      '""',
      ';',
      ',',
      '😀',
      '㐀',
    ),
    fc.constantFrom(
      '620122196803051239',
      '620122196803051239\t',
      '007',
      '12E5',
      '王秀英',
      '㎡',
      '€',
      '\u3000',
      '\ufeff',
    ),
  )
  .filter((text) => !text.includes('\0') && text.isWellFormed());
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
const encodings = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030');
const encoded = { 'utf-8': (text: string) => Buffer.from(text), 'utf-16le': utf16le, 'utf-16be': utf16be, gb18030 };

describe('any rows, written', () => {
  it('are the same when read, in any encoding and cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(rows, encodings, fc.integer({ min: 1, max: 40 }), async (given, label, size) => {
        // The heading tells the separator and that the file is a table at all.
        const table = [['身份证号', '姓名', '人员类别', '登记日期'], ...given];
        const text = Buffer.concat(await allOf(csvOf(table)))
          .toString()
          .slice(1);
        const bytes = encoded[label](text);
        const content = {
          name: 'a.csv',
          open: async function* () {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          },
        };
        const read = (await allOf(readCsv(content, '', usualLimits, await encodingOf(content)))).flat();
        const kept = table.flatMap((row, at) => (row.some((text) => text.trim() !== '') ? [[at + 1, ...row]] : []));
        expect(read.map(({ line, cells }) => [line, ...cells.map(({ text }) => text)])).toEqual(kept);
      }),
    );
  });
});
