import { type County, countiesOf } from './counties.ts';
import type { Part } from './month-sheets.ts';
import { hashed } from './random.ts';

export interface Wanted {
  readonly seed: number;
  /** 2, 4 or 6 digits. */
  readonly area: string;
  /** In all counties of the area together. */
  readonly people: number;
  /** Keys of the province's roster. */
  readonly categories: readonly string[];
}

/** The counties of an area with their shares of its people: larger ones more, no two alike. Empty where there is no such area. */
export function partsOf({ seed, area, people, categories }: Wanted): Part[] {
  const counties = countiesOf(area);
  const weights = counties.map((county) => weightOf(county, seed));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return counties.flatMap((county, nth) => {
    const from = Math.round((people * before) / all);
    before += weights[nth] ?? 0;
    const share = Math.round((people * before) / all) - from;
    return share > 0 ? [{ making: { seed, county, categories }, people: share }] : [];
  });
}

const weightOf = ({ code, townships }: County, seed: number) =>
  townships.length * (0.6 + (hashed(`weight/${seed}/${code}`) % 1000) / 1250);
