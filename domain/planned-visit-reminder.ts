import { nextStepAt } from './escalation.ts';
import type { Notice } from './notice.ts';
import { lastDay, type NoticeIds } from './notice-plan.ts';
import type { PlannedVisit } from './planned-visit.ts';
import type { Province } from './province.ts';
import type { Reminded } from './task.ts';
import type { Step } from './warning.ts';

const kinds = {
  'due-soon': 'visits-due-soon',
  urge: 'visits-urge',
  'overdue-reminder': 'visits-overdue-reminder',
} as const satisfies Record<Step['notice'], Notice['kind']>;

/**
 * The steps of the ladder that came due for a visit. Thousands fall due on one day, so an office hears of all of them in one
 * message: its id is a hash of the watch, the day and the step, and the second visit's meets the first one's row.
 */
export function remindVisit(
  visit: PlannedVisit,
  province: Province,
  ids: NoticeIds,
  now: number,
): Reminded<PlannedVisit> | undefined {
  const due = visit.steps.filter(({ doneAt, at }) => doneAt === undefined && at <= now);
  if (!visit.open || due.length === 0) return undefined;
  const steps = visit.steps.map((step) => (due.includes(step) ? { ...step, doneAt: now } : step));
  // A reminder of a day that has passed would be wrong by the time it is read.
  const timely = due.filter(({ notice }) => notice !== 'due-soon' || now < visit.dueAt);
  return {
    task: { ...visit, version: visit.version + 1, steps, nextStepAt: nextStepAt(steps) },
    notices: timely.flatMap((step) => noticeOf(visit, step, province, ids, now)),
  };
}

function noticeOf(
  { watch, dueAt, from }: PlannedVisit,
  { office: id, when, notice, by }: Step,
  { offices }: Province,
  ids: NoticeIds,
  now: number,
): Notice[] {
  const office = offices.find((each) => each.id === id);
  if (!office) return [];
  const subject = `o-${office.id}`;
  const cause = `visits#${watch}#${from}#${dueAt}#${when}`;
  return [
    {
      subject,
      id: ids.notice(subject, cause),
      kind: kinds[notice],
      channel: by === 'sms' && !ids.smsAvailable ? 'call-back' : by,
      audience: { to: 'office', office: office.id, role: office.role },
      cause,
      township: office.division.padEnd(9, '0'),
      reason: `${watch}应于${lastDay(dueAt)}前完成,${notice === 'due-soon' ? '快到期' : '已超期'}`,
      values: { 事项: watch, 期限: lastDay(dueAt) },
      status: 'queued',
      createdAt: now,
    },
  ];
}
