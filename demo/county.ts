import { countiesOf } from './made-up/counties.ts';
import type { MakingUp } from './made-up/household.ts';

export const COUNTY = '621121';
/** Townships of 通渭县 in the order of how many people the demo gives them. */
const TOWNSHIPS = ['101', '100', '103', '104', '105', '102', '106', '109', '111', '207'].map(
  (end) => `${COUNTY}${end}`,
);
/** So many that everybody sees some. */
const CATEGORIES = ['dibao', 'tekun', 'tuopin-risk', 'bianyuan', 'low-income', 'disabled', 'ill'];

/** The county that the demo is played in: always the same people. */
export function tongwei(): MakingUp {
  const [county] = countiesOf(COUNTY);
  if (!county) throw new Error('Tongwei is a county of Gansu');
  const townships = TOWNSHIPS.flatMap((wanted) => county.townships.find(({ code }) => code === wanted) ?? []);
  return { seed: 621121, county: { ...county, townships }, categories: CATEGORIES };
}
