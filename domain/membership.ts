import { type Day, dayOf } from './shanghai-day.ts';
import { newer, ofKind, type Signal } from './signal.ts';

/** One person's time in one household; `until` is the first day no longer in it. */
export interface Stay {
  household: string;
  relation: 'head' | 'spouse' | 'child' | 'parent' | 'other';
  from: Day;
  until?: Day;
}

/**
 * The households a person belonged to, oldest first, from the rosters of the department whose word counts
 * (`roster.householdFrom`). A function of the set of rosters: late and repeated ones change nothing they should not.
 */
export function membershipsOf(signals: readonly Signal[], householdFrom: string): Stay[] {
  const rosters = ofKind(signals, 'roster')
    .filter(({ department }) => department === householdFrom)
    .sort(newer);
  const stays: Stay[] = [];
  for (const { household, time } of rosters) {
    const last = stays.at(-1);
    const current = last?.until === undefined ? last : undefined;
    if (current && current.household === household?.id) {
      current.relation = household.relation;
      continue;
    }
    const from = household?.since ?? dayOf(time);
    if (current) current.until = from > current.from ? from : current.from;
    if (household) stays.push({ household: household.id, relation: household.relation, from });
  }
  return stays;
}

export const currentStay = (stays: readonly Stay[]) => stays.findLast(({ until }) => until === undefined);
