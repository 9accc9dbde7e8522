import { expect, it } from 'vitest';
import { failureClassOf } from '../../domain/delivery.ts';
import { failureOf } from '../../domain/sms-failure.ts';

it.each([
  ['MK:0001', '', 'number'],
  ['MK:0000', '空号', 'number'],
  ['MK:0012', '', 'unreachable'],
  ['UNDELIV', '', 'unreachable'],
  ['EXPIRED', '', 'unreachable'],
  ['MI:0024', '用户手机关机', 'unreachable'],
  ['DB:0102', '', 'unreachable'],
  ['002', '关机/停机/无法接通手机/不在服务区', 'unreachable'],
  ['MBBLACK', '', 'recipient'],
  ['DB:0144', '', 'recipient'],
  ['1015', '手机号在黑名单库中,通常是用户退订', 'recipient'],
  ['KEYWORD', '', 'provider'],
  ['-106', '运营商关键字拦截', 'provider'],
  ['SIGNBLACK', '', 'provider'],
  ['XA:0002', '触发黑签名', 'provider'],
  ['BEYONDD', '', 'limit'],
  ['17', '24小时内同一手机号发送次数超过上限', 'limit'],
  ['MK:0115', '垃圾短信被拦截', 'provider'],
  ['REJECTD', '', 'other'],
  ['', '', 'other'],
] as const)('%s %s is a matter of: %s', (code, said, cause) => {
  expect(failureOf(code, said).cause).toBe(cause);
});

it.each([
  ['MK:0001', '空号或号码有误(代码MK:0001)'],
  ['', '运营商没有送到'],
  ['13800138000', '运营商没有送到'],
  ['李桂兰', '运营商没有送到'],
  ['A'.repeat(21), '运营商没有送到'],
])('of the code only what is one is repeated: %j', (code, reason) => {
  expect(failureOf(code, '').reason).toBe(reason);
});

it.each([
  ['MK:0001', 'no-number'],
  ['UNDELIV', 'off'],
  ['MBBLACK', 'refused'],
  ['BEYONDD', 'limit'],
  ['KEYWORD', 'provider'],
  ['REJECTD', 'other'],
] as const)('%s counts among what the office knows as %s', (code, counted) => {
  expect(failureClassOf(failureOf(code, '').reason)).toBe(counted);
});
