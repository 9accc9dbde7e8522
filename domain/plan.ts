import { nextStepAt, planSteps, replan } from './escalation.ts';
import { officeFor } from './office.ts';
import type { Province } from './province.ts';
import type { Warning } from './warning.ts';

/**
 * The warning with its office and what is still to come of its ladder, by its township, deadline and flags as they stand.
 * While it is paused the next step is its resuming; nobody is reminded of a visit that was made.
 */
export function withPlan(warning: Warning, { profile, offices, calendar }: Province): Warning {
  const named = warning.assigned?.office;
  const fresh = planSteps(warning.dueAt, warning.township, profile, offices, calendar).map((step) =>
    step.role === 'township' && named !== undefined ? { ...step, office: named } : step,
  );
  const steps = replan(warning.steps, fresh);
  return {
    ...warning,
    office: named ?? officeFor(offices, 'township', warning.township)?.id,
    steps,
    nextStepAt: warning.pause?.until ?? (warning.status === 'visited' ? undefined : nextStepAt(steps)),
  };
}

/** The deadline in force: visiting until visited, then feedback. */
export const inForce = ({ status, visitDue, feedbackDue }: Pick<Warning, 'status' | 'visitDue' | 'feedbackDue'>) =>
  status === 'visited' ? feedbackDue : visitDue;
