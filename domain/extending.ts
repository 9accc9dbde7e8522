import { nextStepAt } from './escalation.ts';
import { withPlan } from './plan.ts';
import type { Province } from './province.ts';
import { chineseDeadline, dayOf, endOf } from './shanghai-day.ts';
import type { Deadline, Step, Warning } from './warning.ts';
import { afterWork, WORKDAY, workBetween } from './working-time.ts';

export const MOST_WORKDAYS = 10;

/**
 * Moves the deadline in force by workdays, 1–10; one that has passed is counted from today, which does not count itself.
 * Feedback keeps its distance from the visit. The ladder begins anew: who was urged once is urged again, should it be needed.
 */
export function extended(
  warning: Warning,
  { workdays, approver }: { workdays: number; approver: string },
  province: Province,
  now: number,
): Warning {
  const { calendar } = province;
  const move = (due: Deadline) => moved(due, workdays, approver, province, now);
  if (warning.status === 'visited') {
    const feedbackDue = move(warning.feedbackDue);
    return withPlan({ ...warning, feedbackDue, dueAt: feedbackDue.at }, province);
  }
  const visitDue = move(warning.visitDue);
  const gap = workBetween(warning.visitDue.at, warning.feedbackDue.at, calendar);
  const feedback = afterWork(visitDue.at, gap, calendar);
  const feedbackDue: Deadline = {
    ...feedback,
    why: `${warning.feedbackDue.why};入户期限延长,反馈跟着顺延到${chineseDeadline(feedback.at)}`,
    from: visitDue.at,
    work: gap,
  };
  return anew(withPlan({ ...warning, visitDue, feedbackDue, dueAt: visitDue.at, steps: [] }, province), warning, now);
}

function moved(due: Deadline, workdays: number, approver: string, { calendar }: Province, now: number): Deadline {
  const late = due.at <= now;
  const from = late ? endOf(dayOf(now)) : now;
  const work = workdays * WORKDAY + (late ? 0 : workBetween(now, due.at, calendar));
  const { at, provisional } = afterWork(from, work, calendar);
  const how = late ? '已超期,从今天起延长' : '延长';
  const why = `${due.why};经${approver}批准${how}${workdays}个工作日,到${chineseDeadline(at)}`;
  return { at, provisional, why, from, work };
}

/** A reminder whose time is over by now is not made up for. */
function anew(warning: Warning, before: Warning, now: number): Warning {
  const steps = warning.steps.map(
    (step): Step => (step.at <= now ? { ...step, doneAt: doneAt(before, step, now) } : step),
  );
  return { ...warning, steps, nextStepAt: warning.nextStepAt === undefined ? undefined : nextStepAt(steps) };
}

const doneAt = ({ steps }: Warning, { when, role }: Step, now: number) =>
  steps.find((step) => step.when === when && step.role === role)?.doneAt ?? now;
