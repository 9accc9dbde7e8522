import { type CloudEvent, eventMaker, type MakeEvent, type Posting, timeOn } from './cloud-event.ts';
import { FIRST_DAY, instant } from './days.ts';
import { everydayEvents } from './everyday.ts';
import { type MadeUpHousehold, type MadeUpPerson, makeHouseholds, Registry } from './people.ts';
import { seededRandom } from './random.ts';
import { stories } from './stories.ts';

/** Beside those of the stories. An emulator on two slow cores is the measure: the month is to be played in a minute. */
const HOUSEHOLDS = 194;
const SEED = 621121;
/** Townships of 通渭县 in the order of how many people the demo gives them. */
const TOWNSHIPS = ['101', '100', '103', '104', '105', '102', '106', '109', '111', '207'].map((code) => `621121${code}`);

export interface Month {
  households: readonly MadeUpHousehold[];
  /** In the order in which they are sent. */
  postings: readonly Posting[];
  /** Households that the summary tells about. */
  told: { red: MadeUpHousehold };
}

/** One month of one county, the same every time. Pure: no clock, no chance that differs. */
export function playedMonth(): Month {
  const random = seededRandom(SEED);
  const registry = new Registry(random);
  const make = eventMaker();
  const told = stories({ random, registry, make, households: [] });
  const households = [...told.households, ...makeHouseholds(random, registry, TOWNSHIPS, HOUSEHOLDS)];
  const parts = { random, registry, make, households: households.slice(told.households.length) };
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

function rosterEvent(make: MakeEvent, { id, township }: MadeUpHousehold, person: MadeUpPerson): CloudEvent {
  return make('civil-affairs', 'roster', timeOn(FIRST_DAY, '08:30'), {
    person: {
      idNumber: person.idNumber,
      name: person.name,
      ...(person.phone && { phone: person.phone }),
      registeredDivision: township,
      residenceDivision: township,
    },
    categories: person.categories.map((key) => ({ key, from: '2026-01-01' })),
    household: { id, relation: person.relation, since: '2020-01-01' },
  });
}
