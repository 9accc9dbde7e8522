import type { Province } from '../../domain/province.ts';
import type { PersonRecord } from './people.ts';

/** Whom a warning about this person concerns: the household, where there is one and the profile warns by household. */
export const subjectOf = (person: PersonRecord | undefined, { profile }: Pick<Province, 'profile'>) =>
  profile.scoring.warnPer === 'household' ? (person?.household ?? person?.id) : person?.id;
