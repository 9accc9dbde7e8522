import type { Profile } from './profile.ts';
import type { Assessment } from './scoring/assessment.ts';
import { addMonths, dayOf, startOf } from './shanghai-day.ts';
import type { Outcome, Warning } from './warning.ts';

/** Outcomes after which the same reason is no news for a while: somebody has been there and knows. */
const settled: readonly Outcome[] = ['not-eligible', 'already-aided', 'applying', 'aided', 'declined'];

/**
 * Whether a new cycle may open after the last one. Only a signal stored after the outcome opens one; standing signals only
 * add weight, and a changed profile, a move between households or a rebuild opens nothing. Within the profile's period the
 * same reason does not send anybody out again, unless the level is higher or the indicator new.
 */
export function mayOpen(
  assessment: Assessment,
  last: Warning | undefined,
  { repeat, levels }: Pick<Profile, 'repeat' | 'levels'>,
  now: number,
): boolean {
  if (assessment.level === undefined) return false;
  // Withdrawn or merged is no outcome: nobody has been there. Reaching a level again means that its cause was undone.
  if (!last?.outcome) return true;
  const { at, outcome } = last.outcome;
  const fresh = assessment.factors.filter(({ opens, storedAt }) => opens && storedAt > at);
  if (fresh.length === 0) return false;
  const repeats = settled.includes(outcome) && now < startOf(addMonths(dayOf(at), repeat.afterNotEligible));
  if (!repeats) return true;
  const known = new Set(last.factors.map(({ indicator }) => indicator));
  const rank = (level: string) => levels.list.findIndex(({ key }) => key === level);
  return (
    (repeat.unless.includes('higher-level') && rank(assessment.level) > rank(last.peakLevel)) ||
    (repeat.unless.includes('new-indicator') && fresh.some(({ indicator }) => !known.has(indicator)))
  );
}
