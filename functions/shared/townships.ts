import { townshipOf } from '../../domain/division.ts';
import type { Province } from '../../domain/province.ts';

/**
 * Every list a warning can stand on: the townships, and the levels above them, zero-padded; and those of codes that are no
 * longer in force, on which what was open before may still stand.
 */
export const townshipsOf = ({ divisions }: Pick<Province, 'divisions'>): string[] => [
  ...new Set([...Object.keys(divisions.names), ...Object.keys(divisions.successors ?? {})].map(townshipOf)),
];
