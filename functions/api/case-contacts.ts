import type { Notice } from '../../domain/notice.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { chineseDateTime } from '../../domain/shanghai-day.ts';
import { callBackId } from '../shared/calls.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { CaseEntry, CaseFile } from './case-file.ts';
import { fieldName, lookName, purposeName } from './look-names.ts';
import { maskedText } from './notice-view.ts';
import { callResultName, statusName } from './notice-words.ts';
import { officeView } from './office-view.ts';

const full = (at: number) => chineseDateTime(at, { year: true });
const channelNames = { sms: '短信', digest: '每日汇总', 'call-back': '电话' } as const;

const noticesOf = async ({ ports, warning }: CaseFile): Promise<Notice[]> =>
  (await ports.notices.of(warning.subject)).filter((notice) => notice.warning === warning.id);

/** Who was told, when, how, in which words, and what came back. */
export async function noticeEntries(file: CaseFile): Promise<CaseEntry[]> {
  const notices = await noticesOf(file);
  return notices.map((notice) => {
    const { channel, status, reason, detail, createdAt, settledAt, providerId } = notice;
    return {
      at: createdAt,
      kind: 'notice',
      by: 'hub',
      text: `${channelNames[channel]}通知${audienceOf(file, notice)}:${reason}`,
      details: [
        `原文:${wordsOf(file, notice)}`,
        [
          statusName(status),
          settledAt === undefined ? '' : full(settledAt),
          detail ?? '',
          providerId ? `回执号 ${providerId}` : '',
        ]
          .filter(Boolean)
          .join(','),
      ],
    };
  });
}

function audienceOf({ ports, nameOf }: CaseFile, { audience }: Notice): string {
  if (audience.to === 'person') return nameOf(audience.person);
  return officeView(ports.province, audience.office)?.name ?? audience.office;
}

function wordsOf({ ports, unmasked }: CaseFile, notice: Notice): string {
  const { profile } = ports.province;
  if (!unmasked) return maskedText(notice, profile);
  if (notice.text !== undefined) return notice.text;
  const text = noticeText(notice, profile);
  return text.ok ? text.value : '';
}

/** Attempts of the calls that took the place of a message. */
export async function callEntries(file: CaseFile): Promise<CaseEntry[]> {
  const notices = await noticesOf(file);
  const calls = await inParallel(8, notices, (notice) =>
    file.ports.calls.get(callBackId(notice.township.slice(0, 6), notice.createdAt, notice.id)),
  );
  return calls.flatMap((call) =>
    (call?.attempts ?? []).map(
      ({ at, by, result, note }, nth): CaseEntry => ({
        at,
        kind: 'call',
        by,
        text: `第${nth + 1}次回拨:${callResultName(result)}`,
        ...(note && { details: [note] }),
      }),
    ),
  );
}

const referralActs = {
  refer: '转办',
  sign: '签收',
  return: '退回',
  resend: '再次转办',
  assign: '指定办理',
  feedback: '反馈',
  cancel: '取消',
} as const;

/** Each step of each referral that the warning led to. */
export async function referralEntries({ ports, warning, department }: CaseFile): Promise<CaseEntry[]> {
  const referrals = (await ports.referrals.of(warning.subject)).filter((referral) => referral.warning === warning.id);
  return referrals.flatMap((referral) =>
    referral.steps.map(
      ({ act, at, by, reason }): CaseEntry => ({
        at,
        kind: 'referral',
        by,
        text: `${referralActs[act]} ${referral.number}:${department(referral.department)},${referral.matter}`,
        details: [
          ...(reason ? [reason] : []),
          ...(act === 'refer' ? [referral.why] : []),
          ...(act === 'feedback' && referral.feedback?.note ? [referral.feedback.note] : []),
        ],
      }),
    ),
  );
}

/** Who looked at the household or the people of the case since the warning was raised. */
export async function lookEntries({ ports, warning, holdings, nameOf }: CaseFile): Promise<CaseEntry[]> {
  const subjects = [...new Set([warning.subject, ...holdings.people])];
  const looks = await inParallel(8, subjects, (subject) => ports.accessLog.of(subject));
  return looks
    .flat()
    .filter(({ at }) => at >= warning.raisedAt)
    .map(({ at, who, role, division, action, subject, purpose, fields, note }): CaseEntry => {
      const person = subject === warning.subject ? '' : ` ${nameOf(subject)}`;
      return {
        at,
        kind: 'look',
        by: who,
        text: `${lookName(action)}${person}(${role} ${division})`,
        details: [
          ...(purpose ? [`用途 ${purposeName(purpose)}`] : []),
          ...(fields && fields.length > 0 ? [`内容 ${fields.map(fieldName).join('、')}`] : []),
          ...(note ? [note] : []),
        ],
      };
    });
}
