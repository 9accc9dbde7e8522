import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvFault, CsvRecords } from '../../../../functions/shared/sheets/csv-records.ts';

function recordsIn(pieces: readonly string[], separator = ','): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const records = new CsvRecords(separator, (record) => found.push(record));
  for (const piece of pieces) records.write(piece);
  records.end();
  return found;
}

const piecesOf = (text: string, size: number) =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

describe('records of a CSV', () => {
  it.each([
    ['', []],
    ['a', [['a']]],
    ['a,b\n', [['a', 'b']]],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a\r\n\r\nb\rc\n', [['a'], [''], ['b'], ['c']]],
    ['"a,b","c\r\nd"\n', [['a,b', 'c\r\nd']]],
    ['"say ""hi""",""\n', [['say "hi"', '']]],
    ['5"x,"y"z,""w\n', [['5"x', '"y"z', '""w']]],
    ['"a"', [['a']]],
    ['"a",', [['a', '']]],
  ])('of %j are %j', (text, records) => {
    for (let size = 1; size <= text.length + 1; size++) expect(recordsIn(piecesOf(text, size))).toEqual(records);
  });

  it.each(['"', 'a,"b\nc,d\n', '"a""'])('are at fault in %j, where a quote is not closed', (text) => {
    for (let size = 1; size <= text.length; size++) expect(() => recordsIn(piecesOf(text, size))).toThrow(CsvFault);
  });

  it.each(['"', ',', 'a'])('do not fill the memory with one that never ends: %j', (mark) => {
    const piece = mark + ','.repeat(99_999);
    expect(() => recordsIn(Array.from({ length: 30 }, () => piece))).toThrow(CsvFault);
  });

  it('are those of the library that is usual, wherever they are cut', () => {
    const text = fc
      .array(fc.constantFrom('a', '王', ',', ',', '"', '""', '"b"', '\n', '\r\n', '\r', ' ', ';', "'"), {
        maxLength: 40,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), (csv, size) => {
        let usual: string[][];
        try {
          usual = parse(csv, { record_delimiter: ['\r\n', '\n', '\r'], relax_quotes: true, relax_column_count: true });
        } catch {
          expect(() => recordsIn(piecesOf(csv, size))).toThrow(CsvFault);
          return;
        }
        expect(recordsIn(piecesOf(csv, size))).toEqual(usual);
      }),
      { numRuns: 2000 },
    );
  });
});
