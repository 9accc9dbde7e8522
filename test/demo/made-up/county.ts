import { type County, countiesOf } from '../../../demo/made-up/counties.ts';
import type { MakingUp } from '../../../demo/made-up/household.ts';
import { compileProvince } from '../../../lib/province.ts';

/** Read once: all of Gansu's counties with their villages. */
export const gansu: readonly County[] = countiesOf('62');

export const gansuCategories = compileProvince('gansu').province.profile.roster.categories.map(({ key }) => key);

/** Longxi, by a seed. */
export function longxi(seed = 7): MakingUp {
  const county = gansu.find(({ code }) => code === '621122');
  if (!county) throw new Error('Longxi is a county of Gansu');
  return { seed, county, categories: gansuCategories };
}
