import { nextStepAt } from './escalation.ts';
import { holeNotice, type Reached, reach } from './ladder-reach.ts';
import type { Notice } from './notice.ts';
import type { NoticeIds } from './notice-plan.ts';
import type { Province } from './province.ts';
import { deadlineOf, stepNotice } from './step-notice.ts';
import { isOpen, type Step, type Warning } from './warning.ts';

export type StepsTaken = {
  warning: Warning;
  notices: readonly Notice[];
  counts: Record<string, number>;
  detail: string;
  /** For the next office up: nobody could be reached where the ladder leads. */
  holes: readonly Notice[];
};

/**
 * The ladder's steps that have come due: each is taken once, and one that is overtaken by a later one is passed over. Only
 * those of the deadline in force are told; while the clock stands still nothing is due.
 */
export function takeSteps(warning: Warning, province: Province, ids: NoticeIds, now: number): StepsTaken | undefined {
  const due = warning.steps.filter(({ doneAt, at }) => doneAt === undefined && at <= now);
  if (due.length === 0 || !isOpen(warning) || warning.paused) return undefined;
  const steps = warning.steps.map((step) => (due.includes(step) ? { ...step, doneAt: now } : step));
  const next: Warning = {
    ...warning,
    version: warning.version + 1,
    changedAt: now,
    steps,
    nextStepAt: nextStepAt(steps),
  };
  const reached = due
    .filter((step) => owed(step, warning) && stillTimely(step, warning, now))
    .map((step) => reach(step, warning.township, province, now));
  const holes = reached.map((each) => holeNotice(each, warning.township, province, ids, now));
  return {
    warning: next,
    notices: onePerOffice(reached).map(({ step, office, hole }) =>
      stepNotice(step, office, hole, next, province, ids, now),
    ),
    counts: countsOf(reached, warning.peakLevel),
    detail: said(reached),
    holes: holes.filter((notice) => notice !== undefined),
  };
}

/** Nobody is urged to make a visit that was made. */
const owed = (step: Step, { status }: Warning) => deadlineOf(step) === (status === 'visited' ? 'feedback' : 'visit');

/** A reminder of a deadline that has passed would be wrong by the time it is read. */
const stillTimely = ({ notice }: Step, { dueAt }: Warning, now: number) => notice !== 'due-soon' || now < dueAt;

/** An office that stands in for one that is missing may be told by a step of its own as well: once is enough, the most pressing. */
function onePerOffice(reached: readonly Reached[]) {
  const told = reached.flatMap(({ step, office, hole }) => (office ? [{ step, office, hole }] : []));
  return [...Map.groupBy(told, ({ office }) => office.id).values()].flatMap((group) => {
    const [first] = group.toSorted((a, b) => pressing.indexOf(a.step.notice) - pressing.indexOf(b.step.notice));
    const holes = group.flatMap(({ hole }) => hole ?? []);
    return first ? [{ ...first, hole: holes.length > 0 ? holes.join(';') : undefined }] : [];
  });
}

const pressing: readonly Step['notice'][] = ['urge', 'overdue-reminder', 'due-soon'];

function countsOf(reached: readonly Reached[], level: string): Record<string, number> {
  if (reached.length === 0) return {};
  return reached.some(({ step }) => step.notice === 'urge') ? { [`urged#${level}`]: 1 } : { [`reminded#${level}`]: 1 };
}

/** 催办通渭县民政局社会救助股;超期提醒甘肃省民政厅社会救助处;定西市没有登记市级单位,改发甘肃省民政厅社会救助处 */
function said(reached: readonly Reached[]): string {
  if (reached.length === 0) return '期限已过,到期前的提醒不再发';
  const told = [...Map.groupBy(reached, ({ step }) => step.notice)].flatMap(([notice, group]) => {
    const names = group.flatMap(({ office }) => office?.name ?? []);
    return names.length > 0 ? [`${noticeNames[notice]}${[...new Set(names)].join('、')}`] : [];
  });
  return [...told, ...reached.flatMap(({ hole }) => hole ?? [])].join(';');
}

const noticeNames = { 'due-soon': '到期提醒', urge: '催办', 'overdue-reminder': '超期提醒' } as const;
