import { townshipOf } from '../../domain/division.ts';
import type { Province } from '../../domain/province.ts';

/**
 * Every list a warning can stand on: the townships, and the levels above them, zero-padded; and those of codes that are no
 * longer in force, on which what was open before may still stand.
 */
export const townshipsOf = ({ divisions }: Pick<Province, 'divisions'>): string[] => [
  ...new Set([...Object.keys(divisions.names), ...Object.keys(divisions.successors ?? {})].map(townshipOf)),
];

/** The county (6 digits) that a list belongs to; a wider division's list is zero-padded, and so a county of its own. */
export const countyOf = (township: string): string => township.slice(0, 6);

/** Every county that has a list of its own or of a township. */
export const countiesOf = (province: Pick<Province, 'divisions'>): string[] => [
  ...new Set(townshipsOf(province).map(countyOf)),
];
