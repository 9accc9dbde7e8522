import { compileProvince } from '../lib/province.ts';
import { placeNames } from './place-names.ts';
import type { WarningWords } from './warning-text.ts';

/** The words of a province's own rules. */
export function warningWords(province: string): WarningWords {
  const { profile } = compileProvince(province).province;
  const levels = new Map(profile.levels.list.map(({ key, name }) => [key, name]));
  return { level: (key) => levels.get(key) ?? key, place: placeNames(profile.division) };
}
