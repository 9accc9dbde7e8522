import { resumed } from './pausing.ts';
import { inForce, withPlan } from './plan.ts';
import type { Province } from './province.ts';
import { type Deadline, routedTo, type Visit, type Warning } from './warning.ts';

type Deadlines = Pick<Warning, 'visitDue' | 'feedbackDue'>;

/**
 * A warning with what it takes over from another that it absorbs (a member's own, a lead's, that of a household everybody
 * left): the visits stay visible, and no deadline that was set for the same people moves back. Who has been visited is not
 * owed that visit again, so its deadline no longer counts.
 */
export function withAbsorbed(into: Warning, other: Warning | undefined, province: Province): Warning {
  if (!other) return into;
  const visitDue = other.status === 'visited' ? into.visitDue : earlier(into.visitDue, other.visitDue);
  const feedback = earlier(into.feedbackDue, other.feedbackDue);
  // Feedback on a visit that is still owed is not due before that visit is.
  const early = into.status !== 'visited' && feedback.at < visitDue.at;
  const feedbackDue = early ? into.feedbackDue : feedback;
  const visits = visitsOf(into, other);
  const taken = { ...into, visitDue, feedbackDue, ...(visits.length > 0 && { visits }) };
  const dueAt = inForce(taken).at;
  return dueAt === into.dueAt ? taken : withPlan({ ...taken, dueAt }, province);
}

/**
 * What a new cycle begins with that goes on from an open warning: its state, its visits, its deadlines or earlier ones, and
 * its steps, done ones done. What staff decided about who works it stands while the place is the same; a pause ends.
 */
export function carriedOn(open: Warning, fresh: Deadlines, township: string, province: Province, now: number): Warning {
  const { assigned, formerly: _formerly, requests: _requests, ...running } = resumed(open, province, now);
  const stays = assigned !== undefined && routedTo(open) === township;
  const visitDue = earlier(running.visitDue, fresh.visitDue);
  const feedbackDue = earlier(running.feedbackDue, fresh.feedbackDue);
  return {
    ...running,
    ...(stays ? { assigned } : { township }),
    visitDue,
    feedbackDue,
    dueAt: inForce({ ...running, visitDue, feedbackDue }).at,
  };
}

const earlier = (a: Deadline, b: Deadline) => (b.at < a.at ? b : a);

function visitsOf(into: Warning, other: Warning): Visit[] {
  const visits = [...(into.visits ?? []), ...(other.visits ?? [])];
  return visits.toSorted((a, b) => a.visitedAt - b.visitedAt);
}
