import { eventMaker, type Posting } from './cloud-event.ts';
import { tongwei } from './county.ts';
import { everydayEvents } from './everyday.ts';
import { householdAt, type MadeUpHousehold, type MakingUp } from './made-up/household.ts';
import { seededRandom } from './made-up/random.ts';
import type { Rules } from './month-parts.ts';
import { type SheetPosting, sheetPostings } from './sheets.ts';
import { stories } from './stories.ts';

/** Beside those of the stories. An emulator on two slow cores is the measure: the month is to be played in a minute. */
const HOUSEHOLDS = 194;
/** The larger ones are left out for the same reason. */
const MOST_MEMBERS = 3;

export interface Month {
  households: readonly MadeUpHousehold[];
  /** In the order in which they are sent. */
  postings: readonly (Posting | SheetPosting)[];
  /** Households that the summary tells about. */
  told: { red: MadeUpHousehold };
}

/** One month of one county, the same every time. Pure: no clock, no chance that differs. */
export function playedMonth(rules: Rules): Month {
  const making = tongwei();
  const make = eventMaker();
  const told = stories({ making, make });
  const others = smallHouseholds(making);
  const households = [...told.households, ...others];
  const parts = { random: seededRandom(making.seed), make, households: others };
  const postings = [...sheetPostings(households, others, rules), ...told.postings, ...everydayEvents(parts)];
  return { households, postings: postings.toSorted((a, b) => a.at - b.at), told: { red: told.red } };
}

function smallHouseholds(making: MakingUp): MadeUpHousehold[] {
  const found: MadeUpHousehold[] = [];
  for (let nth = 0; found.length < HOUSEHOLDS; nth++) {
    const household = householdAt(making, nth);
    if (household.members.length <= MOST_MEMBERS) found.push(household);
  }
  return found;
}

/** Events of a posting, or rows of a sheet, for the bar. */
export function sizeOf(posting: Posting | SheetPosting): number {
  if ('events' in posting) return posting.events.length;
  return [...posting.sheet.rows()].length;
}
