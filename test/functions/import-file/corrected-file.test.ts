import { describe, expect, it } from 'vitest';
import { correctedKey } from '../../../domain/upload-parts.ts';
import { correctedSheets } from '../../../functions/import-file/corrected-sheets.ts';
import { LinesBySheet, type OutLine } from '../../../functions/import-file/lines-by-sheet.ts';
import { shapeOf } from '../../../functions/import-file/sheet-shape.ts';
import { bytesOf } from '../../../functions/shared/sheets/bytes-of.ts';
import type { SheetOut } from '../../../functions/shared/sheets/sheet-out.ts';
import { xlsxOf } from '../../../functions/shared/sheets/write-xlsx.ts';
import { rowsIn } from '../shared/sheets/sheet-file.ts';
import { zipOf } from '../shared/sheets/zip-of.ts';
import { expense, expenses } from './sheets.ts';
import { ImportWorld } from './world.ts';

const [headings = []] = expenses([])
  .trim()
  .split('\r\n')
  .map((line) => line.split(','));
const bad = expense(2, { 身份证号码: '62112219680305001' });

/** The corrected file of an upload, by sheet. */
async function correctedOf(world: ImportWorld, id: string) {
  const bytes = await world.bytes(correctedKey({ id }));
  if (!bytes) throw new Error('no corrected file');
  const sheets = new Map<string, string[][]>();
  for (const { sheet, cells } of await rowsIn(bytes, { name: 'x.xlsx' })) {
    const rows = sheets.get(sheet) ?? [];
    sheets.set(sheet, [...rows, cells.map(({ text }) => text)]);
  }
  return { bytes, sheets };
}

describe('the corrected file of a workbook', () => {
  it('has each sheet’s titles and headings where they stood, and is sent again as it is', async () => {
    const world = new ImportWorld();
    const book = await bytesOf(
      xlsxOf([
        { name: '十月', rows: [['某县十月大额费用'], headings, expense(1), bad] },
        { name: '填写说明', rows: [['不要填在这里', '']] },
        { name: '九月', rows: [headings, expense(3)] },
      ]),
    );
    const id = await world.sent(book, { format: 'xlsx', filename: '大额.xlsx' });
    await world.work();
    const { bytes, sheets } = await correctedOf(world, id);
    expect([...sheets.keys()]).toEqual(['十月', '九月']);
    expect(sheets.get('十月')?.map(([reason = '']) => reason)).toEqual([
      '',
      '错误原因',
      '',
      expect.stringMatching(/./),
    ]);
    expect(sheets.get('十月')?.[0]).toEqual(['', '某县十月大额费用']);
    const again = await world.sent(bytes, { format: 'xlsx', filename: '大额.错误.xlsx' });
    await world.work();
    expect((await world.upload(again)).rows).toEqual({ read: 3, accepted: 0, unchanged: 2, duplicate: 0, rejected: 1 });
  });
});

describe('a list that is longer than a sheet of Excel', () => {
  it.each([
    [4, 1],
    [5, 2],
    [8, 2],
    [9, 3],
  ])('of %i rows, four to a sheet, comes back in %i sheets that can each be read', async (count, parts) => {
    const world = new ImportWorld();
    const rows = Array.from({ length: count }, (_, n) => (n === 1 ? bad : expense(n + 10)));
    const zip = await zipOf({ '大额.csv': expenses(rows), '另一张.csv': expenses([expense(99)]) });
    const id = await world.sent(zip, { format: 'zip', filename: '大额.zip' });
    await world.work();
    const { bytes, sheets } = await correctedOf(world, id);
    expect(sheets.size).toBe(parts + 1);
    const tables = [...sheets.values()];
    for (const [first] of tables) expect(first).toEqual(['错误原因', ...headings]);
    expect(tables.slice(0, parts).flatMap(([, ...below]) => below.map(([, idNumber]) => idNumber))).toEqual(
      rows.map(([idNumber]) => idNumber),
    );
    const again = await world.sent(bytes, { format: 'xlsx', filename: '大额.错误.xlsx' });
    await world.work();
    expect((await world.upload(again)).rows).toMatchObject({ read: count + 1, unchanged: count, rejected: 1 });
  });
});

describe('a sheet that is written again', () => {
  const sheetsOf = (lines: string[][], at: number): SheetOut[] => {
    const out = (async function* (): AsyncGenerator<OutLine> {
      for (const cells of lines) yield { sheet: '名单', cells };
    })();
    return correctedSheets([{ ...shapeOf('名单', lines, at), lines: lines.length }], new LinesBySheet(out), 100);
  };

  it('keeps titles and headings in sight, and columns as wide as what stands in them', () => {
    const lines = [
      ['某县二〇二六年十月大额医疗费用人员名单(不要外传,不要外传,不要外传)'],
      ['姓名', '身份证号码', '备注'],
      ['王秀英', '621122196803050012', '很长的话'.repeat(20)],
    ];
    expect(sheetsOf(lines, 1)).toMatchObject([{ titles: 1, headings: 2, widths: [40, 8, 20, 40] }]);
  });

  it('whose headings are all there is has them in sight', () => {
    expect(sheetsOf([['姓名']], 0)).toMatchObject([{ titles: 0, headings: 1, widths: [40, 8] }]);
  });
});
