import { type CloudEvent, eventMaker, type MakeEvent, type Posting, timeOn } from './cloud-event.ts';
import { tongwei } from './county.ts';
import { FIRST_DAY, instant } from './days.ts';
import { everydayEvents } from './everyday.ts';
import { householdAt, type MadeUpHousehold, type MadeUpPerson } from './made-up/household.ts';
import { seededRandom } from './made-up/random.ts';
import { rosterData } from './made-up/roster.ts';
import { stories } from './stories.ts';

/** Beside those of the stories. An emulator on two slow cores is the measure: the month is to be played in a minute. */
const HOUSEHOLDS = 194;
export interface Month {
  households: readonly MadeUpHousehold[];
  /** In the order in which they are sent. */
  postings: readonly Posting[];
  /** Households that the summary tells about. */
  told: { red: MadeUpHousehold };
}

/** One month of one county, the same every time. Pure: no clock, no chance that differs. */
export function playedMonth(): Month {
  const making = tongwei();
  const make = eventMaker();
  const told = stories({ making, make });
  const others = Array.from({ length: HOUSEHOLDS }, (_, nth) => householdAt(making, nth));
  const households = [...told.households, ...others];
  const parts = { random: seededRandom(making.seed), make, households: others };
  const postings = [roster(make, households), ...told.postings, ...everydayEvents(parts)];
  return { households, postings: postings.toSorted((a, b) => a.at - b.at), told: { red: told.red } };
}

/** On the first day civil affairs says who is watched. */
function roster(make: MakeEvent, households: readonly MadeUpHousehold[]): Posting {
  return {
    at: instant(FIRST_DAY, '09:00'),
    department: 'civil-affairs',
    about: '民政报送名册',
    events: households.flatMap((household) => household.members.map((person) => rosterEvent(make, household, person))),
  };
}

const rosterEvent = (make: MakeEvent, household: MadeUpHousehold, person: MadeUpPerson): CloudEvent =>
  make('civil-affairs', 'roster', timeOn(FIRST_DAY, '08:30'), rosterData(household, person));
