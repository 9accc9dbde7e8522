import { divisionName } from './division.ts';
import type { Notice } from './notice.ts';
import { lastDay, type NoticeIds } from './notice-plan.ts';
import { contactOn, type Office } from './office.ts';
import type { Province } from './province.ts';
import { dayOf } from './shanghai-day.ts';
import { toDo, townshipName } from './step-notice.ts';
import type { Warning } from './warning.ts';

/** A reminder that waits for its round, with its warning as it stands now. */
export interface Waiting {
  notice: Notice;
  warning: Warning;
}

/** Numbers that the reason of a joint message names; each warning keeps a notice of its own in any case. */
const MOST_NAMED = 20;

/** Several reminders of one kind to one office as one message, in the office's own file. Never called with none. */
export function jointNotice(
  office: Office,
  waiting: readonly Waiting[],
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  const subject = `o-${office.id}`;
  const numbers = waiting.map(({ warning }) => warning.number).toSorted();
  const written = ids.smsAvailable && contactOn(office, dayOf(now)) !== undefined;
  return {
    subject,
    id: ids.notice(subject, first.notice.kind, ...waiting.map(({ notice }) => notice.id).toSorted()),
    kind: first.notice.kind,
    channel: written ? 'sms' : 'call-back',
    audience: { to: 'office', office: office.id, role: office.role },
    cause: `round#${now}`,
    township: first.warning.township,
    reason: `同一轮合并${waiting.length}户:${numbers.slice(0, MOST_NAMED).join('、')}${numbers.length > MOST_NAMED ? '等' : ''}`,
    about: highest(waiting, province),
    values: roundValues(office, waiting, province),
    status: 'queued',
    createdAt: now,
  };
}

/** What the gravest of them is about: an urgent one among them makes the whole message urgent. */
function highest(waiting: readonly Waiting[], { profile }: Province): Notice['about'] {
  const rank = ({ notice: { about } }: Waiting) => profile.levels.list.findIndex(({ key }) => key === about?.level);
  return waiting.toSorted((a, b) => rank(b) - rank(a))[0]?.notice.about;
}

/** 马营镇等3个乡镇 · 12 · 红1、橙3、黄8 · 9户未入户、3户未反馈 · 11月8日 */
function roundValues(office: Office, waiting: readonly Waiting[], province: Province): Record<string, string> {
  return {
    哪里: whereabouts(office, waiting, province),
    户数: String(waiting.length),
    分级: byLevel(
      waiting.map(({ warning }) => warning.peakLevel),
      province,
    ),
    未办: undone(waiting),
    期限: lastDay(Math.min(...waiting.map(({ warning }) => warning.dueAt))),
  };
}

/** A county knows its townships, a city or a province its counties. */
function whereabouts({ role }: Office, waiting: readonly Waiting[], province: Province): string {
  const near = role === 'township' || role === 'county';
  const places = waiting.map(({ warning: { township } }) =>
    near ? townshipName(township, province) : divisionName(township.slice(0, 6), province.divisions),
  );
  const counted = [...Map.groupBy(places, (name) => name)].sort(([, a], [, b]) => b.length - a.length);
  const name = counted[0]?.[0] ?? '';
  return counted.length > 1 ? `${name}等${counted.length}个${near ? '乡镇' : '县区'}` : name;
}

function undone(waiting: readonly Waiting[]): string {
  const visits = waiting.filter(({ warning }) => warning.status !== 'visited').length;
  const feedbacks = waiting.length - visits;
  if (feedbacks === 0) return `都未${toDo.visit}`;
  if (visits === 0) return `都未${toDo.feedback}`;
  return `${visits}户未${toDo.visit}、${feedbacks}户未${toDo.feedback}`;
}

/** 红1、橙2、黄5, the highest level first. */
export function byLevel(levels: readonly string[], { profile }: Pick<Province, 'profile'>): string {
  return profile.levels.list
    .toReversed()
    .map(({ key, name }) => ({ name, count: levels.filter((level) => level === key).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name.replace(/色$/, '')}${count}`)
    .join('、');
}
