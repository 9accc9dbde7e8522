import { describe, expect, it } from 'vitest';
import {
  byProvider,
  callCounts,
  deliveryCounts,
  deliveryFigures,
  failureClassOf,
  sentCount,
} from '../../domain/delivery.ts';
import type { Notice } from '../../domain/notice.ts';
import { byLevel } from '../../domain/statistics.ts';
import { NOW } from '../factories.ts';

const notice: Notice = {
  subject: 'p-1',
  id: 'n-1',
  kind: 'granted',
  channel: 'sms',
  audience: { to: 'person', person: 'p-1' },
  cause: 'grant:1',
  township: '621121101',
  reason: '救助已批准',
  values: {},
  status: 'sent',
  createdAt: NOW,
  provider: 'aliyun',
};

it.each([
  ['空号或号码有误', 'no-number'],
  ['手机号不是有效号码', 'no-number'],
  ['手机关机、停机或不在服务区', 'off'],
  ['号码在运营商黑名单里,或已退订短信', 'refused'],
  ['对方已退订短信', 'refused'],
  ['对方已退订,或在运营商的免打扰名单里', 'refused'],
  ['阿里云对这个号码今天的短信条数已到上限', 'limit'],
  ['今天的短信已到限量,不能等到明天,转热线电话告知', 'limit'],
  ['腾讯云短信已欠费停机,请管理员充值', 'provider'],
  ['短信平台没有授权,请管理员检查', 'provider'],
  ['腾讯云没有这个模板,或还没有审核通过', 'provider'],
  ['没有可用的手机号,转热线电话告知', 'no-phone'],
  ['看不了短信,或本人希望打电话,转热线电话告知', 'no-phone'],
  ['这个单位今天没有能收短信的联系人', 'no-phone'],
  ['运营商没有送到', 'other'],
  [undefined, 'other'],
])('“%s” is of the class %s', (reason, expected) => {
  expect(failureClassOf(reason)).toBe(expected);
});

describe('what a settlement counts as', () => {
  it.each([
    [{ status: 'delivered' }, { 'sms-delivered#aliyun': 1 }],
    [{ status: 'failed', detail: '空号或号码有误' }, { 'sms-failed#aliyun#no-number': 1 }],
    [{ status: 'failed', attempt: { provider: 'mas' } }, { 'sms-failed#mas#other': 1 }],
    [{ status: 'unknown' }, { 'sms-unknown#aliyun': 1 }],
    [{ status: 'delivered', byCall: true }, {}],
    [{ status: 'sent' }, {}],
    [{ status: 'held' }, {}],
    [{ status: 'cancelled' }, {}],
  ] as const)('%j is %j', (settled, counts) => {
    expect(deliveryCounts(notice, settled)).toEqual(counts);
  });

  it('what no provider was called for is nobody’s failure but counted', () => {
    const { provider: _, ...never } = notice;
    expect(deliveryCounts(never, { status: 'failed', detail: '没有可用的手机号,转热线电话告知' })).toEqual({
      'sms-failed#none#no-phone': 1,
    });
  });

  it('a digest’s line is no message', () => {
    expect(deliveryCounts({ ...notice, channel: 'digest' }, { status: 'failed' })).toEqual({});
  });
});

it.each([
  ['open', ['no-answer'], { 'call-made': 1 }],
  ['done', ['no-answer', 'reached'], { 'call-made': 1, 'call-reached': 1 }],
  ['done', ['refused'], { 'call-made': 1 }],
  ['given-up', ['no-answer', 'no-answer', 'no-answer'], { 'call-made': 1, 'call-given-up': 1 }],
  ['cancelled', ['no-answer'], {}],
] as const)('a call that is %s after %j counts as %j', (status, results, counts) => {
  expect(callCounts({ status, attempts: results.map((result) => ({ result })) })).toEqual(counts);
});

const sums = {
  ...sentCount('aliyun'),
  'sms-sent#mas': 3,
  'sms-delivered#mas': 2,
  'sms-failed#mas#off': 1,
  'sms-failed#none#no-phone': 2,
  'call-made': 4,
  'call-reached': 1,
  'raised#red': 5,
};

it('figures are sums by what they say', () => {
  expect(deliveryFigures(sums)).toMatchObject({
    sent: 4,
    delivered: 2,
    failed: 3,
    unknown: 0,
    called: 4,
    reached: 1,
    arrived: { part: 2, of: 4, percent: 50 },
    failures: { off: 1, 'no-phone': 2, limit: 0 },
  });
  expect([...byProvider(sums).keys()]).toEqual(['aliyun', 'mas', 'none']);
});

it('they are no levels of warnings', () => {
  expect([...byLevel(sums).keys()]).toEqual(['red']);
});
