import type { Profile } from './profile.ts';
import type { Assessment } from './scoring/assessment.ts';
import { addMonths, dayOf, startOf } from './shanghai-day.ts';
import type { Outcome, Warning } from './warning.ts';

/** Outcomes after which nobody has seen the household: the next report sends somebody again. After the others it is known. */
const unseen: readonly Outcome[] = ['away', 'unreachable'];

/** Why no new cycle opens: no level is reached, nothing was stored since the outcome, or it is the same reason too soon. */
export type Barred = { why: 'no-level' } | { why: 'nothing-new' } | { why: 'same-reason'; until: number };
type Rules = Pick<Profile, 'repeat' | 'levels'>;

/**
 * Whether a new cycle may open after the last one. Only a signal stored after the outcome opens one; standing signals only
 * add weight, and a changed profile, a move between households or a rebuild opens nothing. Within the profile's period the
 * same reason does not send anybody out again, unless the level is higher or the indicator new.
 */
export const mayOpen = (assessment: Assessment, last: Warning | undefined, rules: Rules, now: number): boolean =>
  barredBy(assessment, last, rules, now) === undefined;

/** What stands against a new cycle; undefined where nothing does. `until` is epoch ms. */
export function barredBy(
  assessment: Assessment,
  last: Warning | undefined,
  { repeat, levels }: Rules,
  now: number,
): Barred | undefined {
  if (assessment.level === undefined) return { why: 'no-level' };
  // Withdrawn or merged is no outcome: nobody has been there. Reaching a level again means that its cause was undone.
  if (!last?.outcome) return undefined;
  const { at, outcome } = last.outcome;
  const fresh = assessment.factors.filter(({ opens, storedAt }) => opens && storedAt > at);
  if (fresh.length === 0) return { why: 'nothing-new' };
  const until = startOf(addMonths(dayOf(at), repeat.afterNotEligible));
  if (unseen.includes(outcome) || now >= until) return undefined;
  const known = new Set(last.factors.map(({ indicator }) => indicator));
  const rank = (level: string) => levels.list.findIndex(({ key }) => key === level);
  const news =
    (repeat.unless.includes('higher-level') && rank(assessment.level) > rank(last.peakLevel)) ||
    (repeat.unless.includes('new-indicator') && fresh.some(({ indicator }) => !known.has(indicator)));
  return news ? undefined : { why: 'same-reason', until };
}

/** Whichever was verified last: the subject's own newest cycle, or a lead's that turned out to be about it. */
export function lastVerified(latest: Warning | undefined, lead: Warning | undefined): Warning | undefined {
  if (!lead?.outcome) return latest;
  return latest?.outcome && latest.outcome.at >= lead.outcome.at ? latest : lead;
}
