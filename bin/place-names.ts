import { extractDivisions } from '../lib/divisions.ts';

/** Names of a province's divisions by code, e.g. 621121101 → 马营镇; a code that is not known stays a code. */
export function placeNames(province2: string): (code: string) => string {
  const { names } = extractDivisions(province2);
  return (code) => names[code] ?? names[code.replace(/(000)+$/, '')] ?? code;
}
