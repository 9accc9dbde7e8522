import { workdayBefore } from './calendar.ts';
import { lastDay, type NoticeIds, taskNotice } from './notice-plan.ts';
import { officeFor } from './office.ts';
import type { Province } from './province.ts';
import type { Referral } from './referral.ts';
import type { Reminded } from './task.ts';

const of = { kind: 'referral', name: '转办件' } as const;

/**
 * What a referral's day makes people hear: a workday before it the office that sent it, once it is late the county that
 * has to press the department. Each once in every round; undefined where there is nothing to say.
 */
export function remindReferral(
  task: Referral,
  province: Province,
  ids: NoticeIds,
  now: number,
): Reminded<Referral> | undefined {
  const due =
    task.dueAt <= now ? 'overdue' : now >= workdayBefore(task.dueAt, 1, province.calendar) ? 'due-soon' : undefined;
  if (!task.open || due === undefined || task.reminded.includes(due)) return undefined;
  const office = officeFor(province.offices, due === 'overdue' ? 'county' : 'township', task.area);
  const notices = office
    ? [
        taskNotice(
          ids,
          now,
          {
            kind: due === 'overdue' ? 'task-urge' : 'task-due-soon',
            task,
            of,
            office,
            by: due === 'overdue' ? 'sms' : 'digest',
            // A deadline that was set anew is another reason to be reminded.
            cause: `${due}#${task.dueAt}`,
            reason: due === 'overdue' ? `转办件应于${lastDay(task.dueAt)}前答复,已超期` : '转办件快到期',
          },
          province,
        ),
      ]
    : [];
  return {
    task: { ...task, version: task.version + 1, reminded: [...task.reminded, due] },
    notices,
  };
}
