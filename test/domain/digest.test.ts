import { describe, expect, it } from 'vitest';
import { type Counted, countedBy, digestValues } from '../../domain/digest.ts';
import { noticeText } from '../../domain/notice-text.ts';
import { startOf } from '../../domain/shanghai-day.ts';
import { smsParts } from '../../domain/sms-text.ts';
import { compileProvince } from '../../lib/province.ts';

const { province } = compileProvince('gansu');
/** Thursday 7 January 2027, half past eight. */
const NOW = startOf('2027-01-07') + 8.5 * 3_600_000;
const LATE = startOf('2027-01-07');
const TOMORROW = startOf('2027-01-09');
const row = (peakLevel: string, dueAt = startOf('2027-01-20'), township = '621121101'): Counted => ({
  peakLevel,
  dueAt,
  township,
});
const officeOf = (id: string) => {
  const office = province.offices.find((each) => each.id === id);
  if (!office) throw new Error(`no office ${id}`);
  return office;
};
function text(id: string, open: readonly Counted[], others = 0): string | undefined {
  const office = officeOf(id);
  const values = digestValues(open, office, others, province, NOW);
  if (!values) return undefined;
  const audience = { to: 'office', office: id, role: office.role } as const;
  const written = noticeText({ kind: 'digest', audience, values }, province.profile);
  return written.ok ? written.value : written.refusal.message;
}
const times = (n: number, of: Counted) => Array.from({ length: n }, () => of);

describe('a township’s morning', () => {
  it.each([
    [
      'as the texts have it',
      [row('red', TOMORROW), row('orange', TOMORROW), row('orange', LATE), ...times(5, row('yellow'))],
      0,
      '【甘肃民政】马营镇早上好:在办红1、橙2、黄5户,其中明天到期2户、超期1户。请先看红色,登录系统查看。',
    ],
    [
      'one level only',
      times(3, row('blue')),
      0,
      '【甘肃民政】马营镇早上好:在办蓝3户,其中明天到期0户、超期0户。请抓紧办理,登录系统查看。',
    ],
    [
      'other work beside',
      [row('red'), row('blue')],
      2,
      '【甘肃民政】马营镇早上好:在办红1、蓝1户,其中明天到期0户、超期0户;另有2件其他事。请先看红色,登录系统查看。',
    ],
    ['other work alone', [], 3, '【甘肃民政】马营镇早上好:另有3件事要办,登录系统查看。'],
    ['nothing', [], 0, undefined],
  ])('%s', (_, open, others, expected) => expect(text('township-621121101', open, others)).toBe(expected));
});

describe('a county’s morning', () => {
  it('counts all of its townships, and names where the late ones are', () => {
    const open = [
      ...times(2, row('orange', LATE)),
      row('red', LATE, '621121100'),
      row('blue', TOMORROW, '621121102'),
      row('blue'),
    ];
    expect(text('county-621121', open)).toBe(
      '【甘肃民政】通渭县早上好:全县在办红1、橙2、蓝2户,其中明天到期1户、超期3户(马营镇2、平襄镇1)。请督促,登录系统查看。',
    );
  });

  it('nothing late', () =>
    expect(text('county-621121', [row('blue')])).toBe(
      '【甘肃民政】通渭县早上好:全县在办蓝1户,其中明天到期0户、超期0户。请督促,登录系统查看。',
    ));

  it('stays one message, whatever is late where', () => {
    const townships = ['621121100', '621121101', '621121102', '621121103', '621121104'];
    const levels = ['red', 'orange', 'yellow', 'blue'];
    const open = townships.flatMap((township) => levels.flatMap((level) => times(120, row(level, LATE, township))));
    expect(smsParts(text('county-621121', open, 12) ?? '')).toBe(1);
  });
});

it('who works a township counts it, and its county too; without a county nobody stands in', () => {
  const open = [row('red'), row('blue', LATE, '621121100'), row('blue', LATE, '621122105')];
  const counted = countedBy(open, province);
  expect([...counted].map(([id, rows]) => [id, rows.length]).toSorted()).toEqual([
    ['county-621121', 2],
    ['prefecture-6211', 1],
    ['township-621121100', 1],
    ['township-621121101', 1],
  ]);
});
