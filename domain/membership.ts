import { type Day, dayOf } from './shanghai-day.ts';
import { newer, ofKind, type Signal, type SignalOf } from './signal.ts';

/** One person's time in one household; `until` is the first day no longer in it. */
export interface Stay {
  household: string;
  relation: 'head' | 'spouse' | 'child' | 'parent' | 'other';
  from: Day;
  until?: Day;
}

/** What one source's newest roster says of somebody's household. */
interface Claim {
  household: string;
  relation: Stay['relation'];
  since: Day;
  time: number;
}

/**
 * The households a person belonged to, oldest first, from the rosters of the department whose word counts
 * (`roster.householdFrom`). A function of the set of rosters: late and repeated ones change nothing they should not. Where
 * two sources name two households, as when somebody moved and the old county has not noticed, the later beginning counts,
 * however often the other repeats itself. Another relation in the same household, as when the head changes, is a time of
 * its own, so that there is one for each date.
 */
export function membershipsOf(signals: readonly Signal[], householdFrom: string): Stay[] {
  const rosters = ofKind(signals, 'roster')
    .filter(({ department }) => department === householdFrom)
    .sort(newer);
  const claims = new Map<string, Claim>();
  const stays: Stay[] = [];
  for (const { source, household, time } of rosters) {
    const claim = household && claimed(household, claims.get(source), time);
    if (claim) claims.set(source, claim);
    else claims.delete(source);
    const now = [...claims.values()].reduce<Claim | undefined>(
      (best, each) => (best && !later(each, best) ? best : each),
      undefined,
    );
    const told = dayOf(time);
    goOn(stays, now, now === claim ? (claim?.since ?? told) : told, told);
  }
  return stays;
}

const later = (a: Claim, b: Claim) => a.since > b.since || (a.since === b.since && a.time > b.time);

/** A roster that names no beginning is dated by itself; for a household it named before, it goes on from then. */
function claimed(
  household: NonNullable<SignalOf<'roster'>['household']>,
  before: Claim | undefined,
  time: number,
): Claim {
  const { id, relation, since } = household;
  const repeats = before?.household === id && since === dayOf(time);
  return { household: id, relation, since: repeats ? before.since : since, time };
}

/**
 * Ends what runs where the claim is another, and begins that. `from` is when it began; where that would rewrite what was
 * told before, it counts from `told`, the day of the roster, as another relation in the same household always does.
 */
function goOn(stays: Stay[], claim: Claim | undefined, from: Day, told: Day): void {
  const last = stays.at(-1);
  const current = last?.until === undefined ? last : undefined;
  const same = current !== undefined && current.household === claim?.household;
  if (same && current.relation === claim.relation) return;
  const turn = current && (same || from <= current.from) ? told : from;
  const begins = last && turn < (last.until ?? last.from) ? (last.until ?? last.from) : turn;
  if (current && begins === current.from) stays.pop();
  else if (current) current.until = begins;
  if (claim) stays.push({ household: claim.household, relation: claim.relation, from: begins });
}

export const currentStay = (stays: readonly Stay[]) => stays.findLast(({ until }) => until === undefined);
