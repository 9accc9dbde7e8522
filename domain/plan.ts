import { type Calendar, dueAfter } from './calendar.ts';
import { nextStepAt, planSteps, replan } from './escalation.ts';
import { officeFor } from './office.ts';
import type { Province } from './province.ts';
import type { Warning } from './warning.ts';

/**
 * The warning with its office and what is still to come of its ladder, by its township, deadline and flags as they stand.
 * Once it is visited the same ladder stands on the feedback; of the visit's steps those that were taken stay on record. While
 * it is paused the next step is its resuming.
 */
export function withPlan(warning: Warning, { profile, offices, calendar }: Province): Warning {
  const named = warning.assigned?.office;
  const of = warning.status === 'visited' ? { of: 'feedback' as const } : {};
  const fresh = planSteps(ladderFrom(warning, calendar), warning.township, profile, offices, calendar).map((step) => ({
    ...step,
    ...of,
    ...(step.role === 'township' && named !== undefined && { office: named }),
  }));
  const taken = warning.steps.filter((step) => step.of !== of.of && step.doneAt !== undefined);
  const steps = [...taken, ...replan(warning.steps, fresh)];
  return {
    ...warning,
    office: named ?? officeFor(offices, 'township', warning.township)?.id,
    steps,
    nextStepAt: warning.pause?.until ?? nextStepAt(steps),
  };
}

/**
 * The instant that the ladder stands on: the deadline in force. Whoever came late to a household has the next workday to
 * report, though the feedback was due before: nobody is urged minutes after the visit.
 */
function ladderFrom({ status, dueAt, visits }: Warning, calendar: Calendar): number {
  const first = status === 'visited' ? visits?.[0] : undefined;
  return first ? Math.max(dueAt, dueAfter(first.at, { amount: 1, unit: 'workdays' }, calendar).at) : dueAt;
}

/** The deadline in force: visiting until visited, then feedback. */
export const inForce = ({ status, visitDue, feedbackDue }: Pick<Warning, 'status' | 'visitDue' | 'feedbackDue'>) =>
  status === 'visited' ? feedbackDue : visitDue;
