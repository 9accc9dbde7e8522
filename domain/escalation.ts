import { type Calendar, dueAfter, workdayBefore } from './calendar.ts';
import { type Office, officeFor } from './office.ts';
import type { Profile } from './profile.ts';
import type { Step } from './warning.ts';

/**
 * The ladder of one warning, frozen when it is raised: instants and offices; offices become people only at sending. A role
 * without an office keeps its step, so that the hole shows where it hurts and not nowhere.
 */
export function planSteps(
  dueAt: number,
  township: string,
  { ladder }: Pick<Profile, 'ladder'>,
  offices: readonly Office[],
  calendar: Calendar,
): Step[] {
  return ladder.list
    .flatMap(({ when, to, notice, by }) =>
      to.map((role): Step => {
        const office = officeFor(offices, role, township)?.id;
        return { at: instantOf(when, dueAt, calendar), when, role, notice, by, ...(office && { office }) };
      }),
    )
    .sort((a, b) => a.at - b.at);
}

/** `overdue` is the deadline itself; the schema allows no other form than these three. */
function instantOf(when: string, dueAt: number, calendar: Calendar): number {
  const days = Number.parseInt(when, 10);
  if (when.endsWith('before due')) return workdayBefore(dueAt, days, calendar);
  if (when === 'overdue') return dueAt;
  // A deadline at 24:00 belongs to the day that ends with it, and that day does not count.
  return dueAfter(dueAt - 1, { amount: days, unit: 'workdays' }, calendar).at;
}

/** A new deadline moves the steps that are still to come. What was done stays done, unless its time now lies after that. */
export function replan(old: readonly Step[], fresh: readonly Step[]): Step[] {
  return fresh.map((step) => {
    const done = old.find(({ when, role, of }) => when === step.when && role === step.role && of === step.of)?.doneAt;
    return done === undefined || done < step.at ? step : { ...step, doneAt: done };
  });
}

export function nextStepAt(steps: readonly Step[]): number | undefined {
  const open = steps.filter(({ doneAt }) => doneAt === undefined).map(({ at }) => at);
  return open.length > 0 ? Math.min(...open) : undefined;
}
