import { nextStepAt } from './escalation.ts';
import type { Notice } from './notice.ts';
import { type NoticeIds, stepNotice } from './notice-plan.ts';
import type { Province } from './province.ts';
import { isOpen, type Step, type Warning } from './warning.ts';

export type StepsTaken = {
  warning: Warning;
  notices: readonly Notice[];
  counts: Record<string, number>;
  detail: string;
};

/** The ladder's steps that have come due: each is taken once, and one that is overtaken by a later one is passed over. */
export function takeSteps(warning: Warning, province: Province, ids: NoticeIds, now: number): StepsTaken | undefined {
  const due = warning.steps.filter(({ doneAt, at }) => doneAt === undefined && at <= now);
  if (due.length === 0 || !isOpen(warning)) return undefined;
  const steps = warning.steps.map((step) => (due.includes(step) ? { ...step, doneAt: now } : step));
  const next: Warning = {
    ...warning,
    version: warning.version + 1,
    changedAt: now,
    steps,
    nextStepAt: nextStepAt(steps),
  };
  const told =
    warning.status === 'visited' || warning.paused ? [] : due.filter((step) => stillTimely(step, warning, now));
  const reachable = told.flatMap((step) => (step.office === undefined ? [] : [{ ...step, office: step.office }]));
  const holes = told
    .filter(({ office }) => office === undefined)
    .map(({ role }) => `${roleNames[role]}没有登记单位,这一步没有人收到`);
  const urged = told.some(({ notice }) => notice === 'urge');
  return {
    warning: next,
    notices: reachable.map((step) => stepNotice(step, next, province, ids, now)),
    counts: urged ? { urged: 1 } : { reminded: 1 },
    detail: [...told.map(({ when, role }) => `${when}>${role}`), ...holes].join(';'),
  };
}

/** A reminder of a deadline that has passed would be wrong by the time it is read. */
const stillTimely = ({ notice }: Step, { dueAt }: Warning, now: number) => notice !== 'due-soon' || now < dueAt;

const roleNames = { township: '乡镇', county: '县', prefecture: '市', province: '省' };
