import { workdayBefore } from './calendar.ts';
import { lastDay, type NoticeIds, taskNotice } from './notice-plan.ts';
import { officeFor } from './office.ts';
import type { Province } from './province.ts';
import type { Referral } from './referral.ts';
import { referralEvent } from './referral-event.ts';
import type { Reminded } from './task.ts';

const of = { kind: 'referral', name: '转办件' } as const;

/**
 * What a referral's day makes people hear: a workday before it the office that sent it, once it is late the county that
 * has to press the department; the department's own system hears both. Each once in every round; undefined where there is
 * nothing to say. What came back to its sender was told then, and has only a day: of that the county alone hears.
 */
export function remindReferral(
  task: Referral,
  province: Province,
  ids: NoticeIds,
  now: number,
): Reminded<Referral> | undefined {
  const due = dueOf(task, province, now);
  if (!task.open || due === undefined || task.reminded.includes(due)) return undefined;
  const office = officeFor(province.offices, due === 'overdue' ? 'county' : 'township', task.area);
  const notice = office && {
    kind: due === 'overdue' ? ('task-urge' as const) : ('task-due-soon' as const),
    task,
    of,
    office,
    by: due === 'overdue' ? ('sms' as const) : ('digest' as const),
    // A deadline that was set anew is another reason to be reminded.
    cause: `${due}#${task.dueAt}`,
    reason: due === 'overdue' ? `转办件应于${lastDay(task.dueAt)}前答复,已超期` : '转办件快到期',
  };
  return {
    task: { ...task, version: task.version + 1, reminded: [...task.reminded, due] },
    notices: notice ? [taskNotice(ids, now, notice, province)] : [],
    events: task.desk === undefined ? [] : [referralEvent(ids.notice, `referral.${due}`, task, now)],
  };
}

function dueOf(
  { dueAt, desk }: Referral,
  { calendar }: Province,
  now: number,
): Referral['reminded'][number] | undefined {
  if (dueAt <= now) return 'overdue';
  return desk !== undefined && now >= workdayBefore(dueAt, 1, calendar) ? 'due-soon' : undefined;
}
