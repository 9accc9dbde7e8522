import { describe, expect, it } from 'vitest';
import { csvOf, csvText } from '../../../../functions/shared/sheets/write-csv.ts';
import { allOf } from './all-of.ts';

describe('a CSV that is handed out', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\u3000=1', "'\u3000=1"],
    ['\uff1d1+1', "'\uff1d1+1"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n', `"'\n"`],
    ["'=1", "''=1"],
    ["'好", "'好"],
    ['说"好"', '"说""好"""'],
    ['甲,乙', '"甲,乙"'],
    ['甲;乙', '"甲;乙"'],
    ['12345678901', '12345678901'],
    ['123456789012', '"123456789012\t"'],
    ['620122196803051239', '"620122196803051239\t"'],
    ['620122196803051239\t', '"620122196803051239\t\t"'],
    ['62012219680305123X', '62012219680305123X'],
    ['0', '0'],
    ['007', '"007\t"'],
    ['0.5', '0.5'],
    ['12E5', '"12E5\t"'],
    ['2026-09-01', '2026-09-01'],
  ])('holds %j as %j', (value, cell) => {
    expect(csvText([[value]])).toBe(`\ufeff${cell}\r\n`);
  });

  it('is the same however many rows are handed over at once', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => [String(n), '王秀英']);
    const parts = await allOf(csvOf(rows));
    expect(parts.length).toBeGreaterThan(3);
    expect(Buffer.concat(parts).toString()).toBe(csvText(rows));
  });

  it('of no rows is empty but for its mark', async () => {
    expect(Buffer.concat(await allOf(csvOf([]))).toString()).toBe('\ufeff');
  });
});
