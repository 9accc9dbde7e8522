import type { Province } from '../../domain/province.ts';
import { route } from '../../domain/routing.ts';
import type { PersonRecord } from './people.ts';

/** Whom a warning about this person concerns: the household, where there is one and the profile warns by household. */
export const subjectOf = (person: PersonRecord | undefined, { profile }: Pick<Province, 'profile'>) =>
  profile.scoring.warnPer === 'household' ? (person?.household ?? person?.id) : person?.id;

/** The township that works for this person; `reportedFrom` counts where nobody knows where they live. */
export const townshipFor = (
  person: PersonRecord | undefined,
  province: Pick<Province, 'profile' | 'divisions'>,
  reportedFrom: string = province.profile.division,
): string =>
  route({ residence: person?.residence?.value, registered: person?.registered?.value, reportedFrom }, province);
