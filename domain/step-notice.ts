import { divisionName } from './division.ts';
import type { Notice } from './notice.ts';
import { describe, lastDay, levelWord, type NoticeIds, officeNotice, townOf } from './notice-plan.ts';
import { contactOn, type Office, officeFor } from './office.ts';
import type { Province } from './province.ts';
import { dayOf } from './shanghai-day.ts';
import type { Step, Warning } from './warning.ts';

/** What the deadline in force asks for. */
export const toDo = { visit: '入户', feedback: '反馈' } as const;
export const deadlineOf = ({ of }: Pick<Step, 'of'>) => of ?? 'visit';

/**
 * A reminder that a step of the ladder asks for. Its cause is the step and the deadline: once for each. What goes out singly
 * waits for its round (`held`), where several to one office become one message; where nobody at the office can be written
 * to, it is a call to its landline.
 */
export function stepNotice(
  step: Step,
  office: Office,
  hole: string | undefined,
  warning: Warning,
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice {
  const deadline = deadlineOf(step);
  const what = `应于${lastDay(warning.dueAt)}前${toDo[deadline]}`;
  const notice = officeNotice(ids, now, {
    kind: step.notice,
    warning,
    office: office.id,
    role: office.role,
    by: step.by,
    cause: `${deadline}#${step.when}>${step.role}@${warning.dueAt}`,
    reason: [reasons[step.notice](what), ...(hole === undefined ? [] : [hole])].join(';'),
    values: { ...describe(warning, province), 乡镇: townshipName(warning.township, province), 要做: toDo[deadline] },
    about: { deadline, dueAt: warning.dueAt, level: warning.peakLevel },
  });
  if (step.by === 'digest') return notice;
  const written = ids.smsAvailable && contactOn(office, dayOf(now)) !== undefined;
  return { ...notice, channel: written ? 'sms' : 'call-back', status: 'held' };
}

const reasons = {
  'due-soon': (what: string) => `快到期:${what}`,
  urge: (what: string) => `已超期:${what},催办`,
  'overdue-reminder': (what: string) => `已超期:${what},提醒上级`,
};

/** A reminder made before its warning rose, as it reads now. */
export function atItsLevel(notice: Notice, warning: Warning, province: Pick<Province, 'profile'>): Notice {
  if (notice.about === undefined || notice.about.level === warning.peakLevel) return notice;
  const level = province.profile.levels.list.find(({ key }) => key === warning.peakLevel);
  return level && '级别' in notice.values
    ? { ...notice, values: { ...notice.values, 级别: levelWord(level.name) } }
    : notice;
}

/** What a text message calls the place: by its own office, where it has one, else by the table of divisions. */
export function townshipName(
  township: string,
  { offices, divisions }: Pick<Province, 'offices' | 'divisions'>,
): string {
  const office = officeFor(offices, 'township', township);
  return office?.division === township ? townOf(office.name) : divisionName(township, divisions);
}
