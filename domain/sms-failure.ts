import * as z from 'zod';

/**
 * Why a text message that a provider took did not arrive. `number`: nobody has that number. `unreachable`: off, suspended or out of
 * reach, and may be reached another day. `recipient`: they are on a black list or declined messages. `limit`: too many were sent.
 * `provider`: content or signature was refused on the way. `other`: the network says no more.
 */
export const failureCauses = z.enum(['number', 'unreachable', 'recipient', 'limit', 'provider', 'other']);
export type FailureCause = z.output<typeof failureCauses>;

/** What staff read; names no person and no number. */
const words: Readonly<Record<FailureCause, string>> = {
  number: '空号或号码有误',
  unreachable: '手机关机、停机或不在服务区',
  recipient: '号码在运营商黑名单里,或已退订短信',
  limit: '发得太多,到了运营商的上限',
  provider: '内容或签名被运营商拦下',
  other: '运营商没有送到',
};

/**
 * The first that fits, by the networks' codes and the vendors' own words (CMPP, SGIP and SMGP status reports; Tencent 382/3771, Aliyun
 * 101347). A black-listed signature is the provider's matter, so content and signature come before black lists.
 */
const signs: readonly (readonly [FailureCause, RegExp])[] = [
  ['limit', /频率|频次|超频|流量|流控|流速|上限|重复发送/],
  ['limit', /LIMIT|BEYOND|^MA:0022$/i],
  ['provider', /关键[字词]|敏感|违禁|签名|模板|内容|驳回|实名|欠费停止服务|余额/],
  ['provider', /KEYWORD|SIGN|CONTENT|TEMPLATE|^MA:00(02|12|24)$|^-106$|^MK:(0014|0115)$|^ID:0076$/i],
  ['recipient', /黑名单|退订|投诉|拒收|BLACK|BLOCKED|PUBLOKD|UNSUBSCRI|^MA:00(01|23|27)|^DB:0144$|^HD:0001$/i],
  [
    'number',
    /空号|不存在|销号|号码(格式)?(错误|有误|无效|异常)|无效号码|PHONEERR|^M[KN]:000[01]$|^CB:00(01|53)$|^DB:0101$/i,
  ],
  ['unreachable', /关机|停机|暂停服务|欠费|不在服务区|无法接通|信号|内存满|信箱满|SIM|超时|过期/i],
  ['unreachable', /^(UNDELIV|EXPIRED|UNDELIVRD)$|^M[IKN]:?\d{4}$|^DB:0102$|^002$/i],
];

/** A receipt of failure in our words; `code` and `said` are the vendor's. */
export function failureOf(code: string, said: string): { cause: FailureCause; reason: string } {
  const cause = signs.find(([, sign]) => sign.test(said) || sign.test(code))?.[0] ?? 'other';
  // Only what looks like a code: anything else may hold anything.
  const shown = /^[A-Za-z0-9:_.-]{1,20}$/.test(code) && !/\d{7}/.test(code) ? `(代码${code})` : '';
  return { cause, reason: `${words[cause]}${shown}` };
}
