import type { Profile } from '../domain/profile.ts';
import type { MakeEvent } from './cloud-event.ts';
import type { MadeUpHousehold } from './made-up/household.ts';
import type { Random } from './made-up/random.ts';

/** What a part of the month is made from. */
export interface MonthParts {
  random: Random;
  make: MakeEvent;
  households: readonly MadeUpHousehold[];
}

/** What a month needs to know of the province's rules. */
export type Rules = Pick<Profile, 'roster'>;
