import { divisionName } from './division.ts';
import type { Notice, NoticeKind } from './notice.ts';
import type { RecipientKind } from './notice-catalogue.ts';
import { type Office, officeFor } from './office.ts';
import type { Province } from './province.ts';
import { chineseDate, chineseDateTime, dayOf, endOf } from './shanghai-day.ts';
import type { Task, TaskKind } from './task.ts';
import type { History, Warning } from './warning.ts';

/** Ids that depend on hashing, and which channels exist: given from outside, so that planning stays pure. */
export interface NoticeIds {
  /** A hash of the parts: derived twice, a notice meets its own row. */
  notice(...parts: readonly string[]): string;
  /** False where no text message can be sent (no provider in the province's cloud): every message becomes a call. */
  smsAvailable: boolean;
}

/** What a change of a warning makes people hear (the catalogue's part for warnings; the profile may add recipients). */
export function noticesOf(
  { change, warning }: { change: History['change']; warning: Warning },
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice[] {
  const kind: NoticeKind | undefined =
    change === 'raised' || change === 'reopened'
      ? 'warning-raised'
      : change === 'level-raised'
        ? 'level-raised'
        : undefined;
  if (kind === undefined) return [];
  const level = province.profile.levels.list.find(({ key }) => key === warning.peakLevel);
  const office = officeOf(warning, province);
  const staff = office
    ? [
        officeNotice(ids, now, {
          kind,
          warning,
          office: office.id,
          role: office.role,
          by: level?.urgent ? 'sms' : 'digest',
          cause: `v${warning.version}`,
          reason:
            change === 'reopened'
              ? '重新办理'
              : kind === 'warning-raised'
                ? `新预警,${level?.name ?? ''}`
                : `预警升为${level?.name ?? ''}`,
          values: { ...describe(warning, province), 乡镇: townOf(office.name) },
          about: { deadline: 'visit', dueAt: warning.dueAt, level: warning.peakLevel },
        }),
      ]
    : [];
  const told = change === 'raised' && province.profile.notices.toRecipients.includes('warning-raised');
  const person = warning.factors.find(({ person: who }) => who.startsWith('p-'))?.person;
  return told && person && office
    ? [
        ...staff,
        personNotice(ids, now, {
          kind: 'warning-raised',
          subject: warning.subject,
          person,
          township: warning.township,
          cause: `v${warning.version}`,
          warning: warning.id,
          reason: '按规则告知本人将上门走访',
          values: { 单位: officeInShort(office.name), 电话: office.landline },
          hasMobile: true,
        }),
      ]
    : staff;
}

/** Who works it: the office that staff named, else the nearest one that serves the place. */
export const officeOf = ({ office, township }: Warning, { offices }: Province) =>
  offices.find(({ id }) => id === office) ?? officeFor(offices, 'township', township);

export const describe = (warning: Warning, { profile }: Province) => ({
  编号: warning.number,
  级别: levelWord(profile.levels.list.find(({ key }) => key === warning.peakLevel)?.name ?? warning.peakLevel),
  期限: lastDay(warning.dueAt),
});

/** What stands before 预警: a province that knows one level only, and calls it 预警, would say the word twice. */
export const levelWord = (name: string): string => name.replace(/预警$/, '') || '困难';

/** A deadline at 24:00 is that day to everybody who is not a computer; one in hours names the hour. */
export const lastDay = (at: number) => (endOf(dayOf(at - 1)) === at ? chineseDate(dayOf(at - 1)) : chineseDateTime(at));

/** 马营镇民政办 → 马营镇: what a text message has room for. */
export const townOf = (office: string) =>
  office.replace(/(人民政府)?(民政办公室|民政办|社会事务办公室|社会事务办|民政所)$/, '');

/** 马营镇人民政府民政办公室 → 马营镇民政办; an office that is no township's keeps its name. */
export const officeInShort = (office: string): string =>
  townOf(office) === office ? office : `${townOf(office)}民政办`;

export function officeNotice(
  ids: NoticeIds,
  now: number,
  from: {
    kind: NoticeKind;
    warning: Warning;
    office: string;
    role: string;
    by: 'digest' | 'sms';
    cause: string;
    reason: string;
    values: Record<string, string>;
    about?: Notice['about'];
  },
): Notice {
  const { kind, warning, office, role, by, cause, reason, values, about } = from;
  const channel = by === 'sms' && !ids.smsAvailable ? 'call-back' : by;
  return {
    subject: warning.subject,
    id: ids.notice(warning.id, cause, kind, office, by),
    kind,
    channel,
    audience: { to: 'office', office, role },
    cause: `${warning.id}#${cause}`,
    warning: warning.id,
    township: warning.township,
    reason,
    ...(about && { about }),
    values,
    status: 'queued',
    createdAt: now,
  };
}

/** What offices are told of work beside warnings. */
type TaskNoticeKind = Extract<NoticeKind, `task-${string}`>;

/**
 * Tells an office about a piece of work: its kind, number, place and day, and nothing personal. The same `cause` of the same
 * task tells an office once, however often it is derived; without a subject it stands in the office's own file.
 */
export function taskNotice(
  ids: NoticeIds,
  now: number,
  from: {
    kind: TaskNoticeKind;
    task: Task & { number: string };
    /** What the work is called, e.g. 转办件. */
    of: { kind: TaskKind; name: string };
    office: Pick<Office, 'id' | 'role'>;
    by: 'digest' | 'sms';
    cause: string;
    reason: string;
  },
  { divisions }: Pick<Province, 'divisions'>,
): Notice {
  const { kind, task, of, office, by, cause, reason } = from;
  const subject = task.subject ?? `o-${office.id}`;
  return {
    subject,
    id: ids.notice(of.kind, task.id, cause, kind, office.id, by),
    kind,
    channel: by === 'sms' && !ids.smsAvailable ? 'call-back' : by,
    audience: { to: 'office', office: office.id, role: office.role },
    cause: `${of.kind}#${task.id}#${cause}`,
    task: { kind: of.kind, id: task.id },
    township: task.area,
    reason,
    values: {
      事项: of.name,
      编号: task.number,
      地点: divisionName(task.area, divisions),
      期限: lastDay(task.dueAt),
    },
    status: 'queued',
    createdAt: now,
  };
}

/** A message to a recipient; without a mobile (or a provider) it becomes a call that the hotline owes. */
export function personNotice(
  ids: NoticeIds,
  now: number,
  from: {
    kind: RecipientKind;
    subject: string;
    person: string;
    township: string;
    cause: string;
    warning?: string;
    reason: string;
    values: Record<string, string>;
    hasMobile: boolean;
    /** A text message would not reach them: they cannot read it, or asked to be called. */
    prefersCall?: boolean;
  },
): Notice {
  const { hasMobile, prefersCall = false, cause, ...rest } = from;
  return {
    ...rest,
    cause,
    id: ids.notice(rest.subject, cause, rest.kind, rest.person),
    channel: hasMobile && !prefersCall && ids.smsAvailable ? 'sms' : 'call-back',
    audience: { to: 'person', person: rest.person },
    status: 'queued',
    createdAt: now,
  };
}
