import { describe, expect, it } from 'vitest';
import { fullDivisionName } from '../../domain/division.ts';
import { extractDivisions } from '../../lib/divisions.ts';

describe('the divisions of Gansu', () => {
  const table = extractDivisions('62');
  const ofLength = (length: number) => Object.keys(table.names).filter((code) => code.length === length).length;

  it('are one province, 14 prefectures and 1,403 townships, as of 2023-06-30', () => {
    expect([ofLength(2), ofLength(4), ofLength(9)]).toEqual([1, 14, 1403]);
    expect(table.asOf).toBe('2023-06-30');
  });

  it('have full names, also where a prefecture has no county', () => {
    expect(fullDivisionName('621121101', table)).toBe('甘肃省定西市通渭县马营镇');
    expect(fullDivisionName('620201100', table)).toBe('甘肃省嘉峪关市新城镇');
  });
});

it('the divisions of one prefecture know the province above them and no neighbour', () => {
  const { names } = extractDivisions('6211');
  expect(names['62']).toBe('甘肃省');
  expect(names['6212']).toBeUndefined();
});
