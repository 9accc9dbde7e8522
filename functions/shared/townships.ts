import { townshipOf } from '../../domain/division.ts';
import type { Province } from '../../domain/province.ts';

/** Every list a warning can stand on: the townships, and the levels above them, zero-padded. */
export const townshipsOf = ({ divisions }: Pick<Province, 'divisions'>): string[] => [
  ...new Set(Object.keys(divisions.names).map(townshipOf)),
];
