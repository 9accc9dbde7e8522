import { describe, expect, it } from 'vitest';
import type { Notice } from '../../domain/notice.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { smsParts } from '../../domain/sms-text.ts';
import { jointNotice } from '../../domain/urge-round.ts';
import { compileProvince } from '../../lib/province.ts';
import { makeNotice, makeWarning } from '../functions/shared/contract/records.ts';
import { at } from './signals.ts';

const { province } = compileProvince('gansu');
const ids = { smsAvailable: true, notice: (...parts: readonly string[]) => parts.join('|') };
const dueAt = Date.parse('2026-11-08T22:30:00+08:00');

/** A late warning of a township with its waiting reminder. */
function late(kind: Notice['kind'], township: string, peakLevel: string, status: 'raised' | 'visited' = 'raised') {
  const warning = makeWarning({ township, peakLevel, status, dueAt });
  return { warning, notice: makeNotice({ subject: warning.subject, kind, warning: warning.id, status: 'held' }) };
}
function text(officeId: string, waiting: ReturnType<typeof late>[]): string {
  const office = province.offices.find(({ id }) => id === officeId);
  const joint = office && jointNotice(office, waiting, province, ids, at('2026-11-18'));
  const written = joint && noticeText(joint, province.profile);
  return written?.ok ? written.value : '';
}

describe('several urgings in one message', () => {
  it.each([
    [
      'visits of one township',
      'county-621121',
      [late('urge', '621121101', 'red'), late('urge', '621121101', 'blue')],
      '【甘肃民政】催办:马营镇共2户预警超期(红1、蓝1),都未入户,最早应于11月8日22时30分前办。请今天督促并登记,名单见系统。',
    ],
    [
      'visits and feedback of two',
      'county-621121',
      [
        late('urge', '621121101', 'orange'),
        late('urge', '621121101', 'blue', 'visited'),
        late('urge', '621121100', 'blue'),
      ],
      '【甘肃民政】催办:马营镇等2个乡镇共3户预警超期(橙1、蓝2),2户未入户、1户未反馈。请今天督促并登记,名单见系统。',
    ],
    [
      'feedback alone',
      'county-621121',
      [late('urge', '621121101', 'blue', 'visited'), late('urge', '621121101', 'blue', 'visited')],
      '【甘肃民政】催办:马营镇共2户预警超期(蓝2),都未反馈,最早应于11月8日22时30分前办。请今天督促并登记,名单见系统。',
    ],
    [
      'for the province, by county',
      'province-62',
      [
        late('overdue-reminder', '621121101', 'blue'),
        late('overdue-reminder', '621121100', 'blue'),
        late('overdue-reminder', '621122105', 'blue'),
      ],
      '【甘肃民政】逾期提醒:通渭县等2个县区共3户预警超期(蓝3),都未入户,最早应于11月8日22时30分前办。已催办到县,名单见系统。',
    ],
  ])('%s', (_, office, waiting, expected) => expect(text(office, waiting)).toBe(expected));

  it.each(['urge', 'overdue-reminder'] as const)('%s: one part at the worst', (kind) => {
    const waiting = ['red', 'orange', 'yellow', 'blue'].flatMap((level) =>
      ['621121100', '621121101', '621121104'].flatMap((township) =>
        Array.from({ length: 120 }, (_, n) => late(kind, township, level, n % 2 === 0 ? 'raised' : 'visited')),
      ),
    );
    expect(smsParts(text('county-621121', waiting))).toBe(1);
  });
});

describe('one urging', () => {
  it.each(['urge', 'overdue-reminder', 'due-soon'] as const)('%s fits one part with the longest names', (kind) => {
    const values = {
      乡镇: '积石山保安族东乡族镇',
      级别: '橙色',
      期限: '11月18日22时30分',
      要做: '反馈',
      编号: 'W2611-01234567',
    };
    const audience = { to: 'office', office: 'county-621121', role: 'county' } as const;
    const written = noticeText({ kind, audience, values }, province.profile);
    expect(written.ok && smsParts(written.value)).toBe(1);
  });
});
