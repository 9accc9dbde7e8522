import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, fileSource, PART_BYTES, uploadSchema, uploadSubject } from '../../domain/upload.ts';
import { correctedKey, incomingPrefix, missingParts, partsOf, rejectedPrefix } from '../../domain/upload-parts.ts';
import { makeUpload } from '../uploads.ts';

const MIB = 1024 * 1024;

describe('a file that was announced', () => {
  it('is found by its department, area and month, and waits for its bytes', () => {
    const upload = makeUpload();
    expect(uploadSchema.parse(upload)).toEqual(upload);
    expect(upload).toMatchObject({
      version: 1,
      open: true,
      status: 'receiving',
      area: '621121000',
      subject: 'medical-insurance#621121000#2026-11',
    });
  });

  it.each([
    ['62', '620000000'],
    ['6211', '621100000'],
    ['621121', '621121000'],
    ['621121000', '621121000'],
    ['621121101', '621121101'],
    ['621121101000', '621121101'],
    ['621121101201', '621121101201'],
  ])('of the area %s has the area %s, however key or token write it', (division, area) => {
    expect(areaOf(division)).toBe(area);
  });

  it('has one source for all files of its department and area', () => {
    expect(fileSource(makeUpload())).toBe('//file/medical-insurance/621121000');
    expect(uploadSubject(makeUpload(), '2026-12-31')).toBe('medical-insurance#621121000#2026-12');
  });
});

describe('its parts', () => {
  it.each([
    [1, 1],
    [PART_BYTES - 1, 1],
    [PART_BYTES, 1],
    [PART_BYTES + 1, 2],
    [2048 * MIB, 256],
  ])('of %i bytes are %i', (bytes, parts) => {
    expect(partsOf(makeUpload({ bytes }))).toHaveLength(parts);
  });

  it('lie below the file’s id, in order, and never below its name', () => {
    const upload = makeUpload({ bytes: 2 * PART_BYTES + 5 });
    expect(partsOf(upload)).toEqual([
      { key: 'incoming/u-1/0001', from: 0, to: PART_BYTES },
      { key: 'incoming/u-1/0002', from: PART_BYTES, to: 2 * PART_BYTES },
      { key: 'incoming/u-1/0003', from: 2 * PART_BYTES, to: 2 * PART_BYTES + 5 },
    ]);
    expect([incomingPrefix(upload), correctedKey(upload), rejectedPrefix(upload)]).toEqual([
      'incoming/u-1/',
      'corrected/u-1',
      'rejected/u-1/',
    ]);
  });

  it('cover every byte once, whatever the size, and their names sort as they lie', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2048 * MIB }), (bytes) => {
        const parts = partsOf(makeUpload({ bytes }));
        expect(parts[0]?.from).toBe(0);
        expect(parts.at(-1)?.to).toBe(bytes);
        for (const [index, part] of parts.entries()) {
          expect(part.to).toBeGreaterThan(part.from);
          if (index > 0) expect(part.from).toBe(parts[index - 1]?.to);
        }
        expect(parts.map(({ key }) => key).sort()).toEqual(parts.map(({ key }) => key));
      }),
      { numRuns: 30 },
    );
  });

  it('are missing while they are not there, or of another size', () => {
    const upload = makeUpload({ bytes: 2 * PART_BYTES + 5 });
    const sizes = new Map([
      ['incoming/u-1/0001', PART_BYTES],
      ['incoming/u-1/0002', PART_BYTES - 1],
    ]);
    expect(missingParts(upload, sizes).map(({ key }) => key)).toEqual(['incoming/u-1/0002', 'incoming/u-1/0003']);
    expect(missingParts(upload, new Map(partsOf(upload).map(({ key, from, to }) => [key, to - from])))).toEqual([]);
  });
});
