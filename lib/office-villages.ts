import type { Office } from '../domain/office.ts';
import type { Trouble } from './profile-issues.ts';
import { villageCodesIn } from './villages.ts';

const isName = (village: string) => !/^\d+$/.test(village);

/**
 * Offices with the codes of the villages that their contacts name: departments know a household's village by its code only.
 * A name that the table does not have would be somebody who never hears of their village, and so is a problem.
 */
export function withVillageCodes(offices: readonly Office[]): { offices: Office[]; problems: Trouble[] } {
  const problems: Trouble[] = [];
  const coded = offices.map((office, i): Office => {
    const named = office.contacts.flatMap(({ villages = [] }, j) =>
      villages.flatMap((village, k) =>
        isName(village) ? [{ village, path: ['offices', i, 'contacts', j, 'villages', k] }] : [],
      ),
    );
    if (named.length === 0) return office;
    const codes = villageCodesIn([office.division, ...(office.alsoServes ?? [])]);
    const villageCodes: Record<string, string> = {};
    for (const { village, path } of named) {
      const code = codes.get(village);
      if (code === undefined) problems.push({ path, message: `区划表里没有叫“${village}”的村,请写12位村代码,加引号` });
      else villageCodes[village] = code;
    }
    return { ...office, villageCodes };
  });
  return { offices: coded, problems };
}
