import type { Notice } from './notice.ts';
import { type Share, type Sums, shareOf } from './statistics.ts';

/**
 * Why a message did not arrive, as an office can act on it, and the words by which a reason belongs there: those of our own sentences and of what
 * providers and carriers are translated to. The first that fits counts; what names a provider without any of the others is its doing.
 */
const classes = {
  limit: { name: '到了限额', words: /上限|限额|限量|频率/ },
  'no-phone': { name: '没有能收短信的手机', words: /没有可用的手机号|看不了短信|没有能收短信的联系人/ },
  'no-number': { name: '空号或号码有误', words: /空号|号码有误|不是有效号码/ },
  off: { name: '关机、停机或不在服务区', words: /手机关机|不在服务区/ },
  refused: { name: '退订、拒收或被拉黑', words: /退订|黑名单|免打扰|列入了限制/ },
  provider: { name: '短信平台的问题', words: /平台|阿里云|腾讯云|云MAS|模板|签名/ },
  other: { name: '其他', words: /(?:)/ },
} as const;
export type FailureClass = keyof typeof classes;
export const failureClasses = Object.keys(classes).filter((key): key is FailureClass => key in classes);
export const failureName = (key: FailureClass): string => classes[key].name;

export const failureClassOf = (reason = ''): FailureClass =>
  failureClasses.find((key) => classes[key].words.test(reason)) ?? 'other';

/** Counters of the row of township and day beside the warnings' own: `sms-sent#aliyun`, `sms-failed#aliyun#off`, `call-reached`. */
const SENT = 'sms-sent';
const DELIVERED = 'sms-delivered';
const FAILED = 'sms-failed';
const UNKNOWN = 'sms-unknown';
const CALLED = 'call-made';
const REACHED = 'call-reached';
const GIVEN_UP = 'call-given-up';

/** Where no provider was ever called: no number, no room. */
export const NO_PROVIDER = 'none';

export interface Settled {
  status: Notice['status'];
  detail?: string | undefined;
  attempt?: { provider: string } | undefined;
  /** A call told them; the message itself did not arrive by it. */
  byCall?: true | undefined;
}

/** What a settlement of a text message counts as, by what is known of it then. That it was handed over is counted by `sentCount`. */
export function deliveryCounts(notice: Notice, { status, detail, attempt, byCall }: Settled): Record<string, number> {
  if (notice.channel !== 'sms' || byCall) return {};
  const provider = attempt?.provider ?? notice.provider ?? NO_PROVIDER;
  switch (status) {
    case 'delivered':
      return { [`${DELIVERED}#${provider}`]: 1 };
    case 'unknown':
      return { [`${UNKNOWN}#${provider}`]: 1 };
    case 'failed':
      return { [`${FAILED}#${provider}#${failureClassOf(detail)}`]: 1 };
    default:
      return {};
  }
}

/** What an office asks for: messages that did not arrive, or of which nobody knows. */
export const isTroubled = ({ channel }: Notice, { status, byCall }: Settled): boolean =>
  channel === 'sms' && !byCall && (status === 'failed' || status === 'unknown');

export const sentCount = (provider: string): Record<string, number> => ({ [`${SENT}#${provider}`]: 1 });

/** One more attempt of a call-back, and how it left the call; one that nobody has to make any more counts as none. */
export function callCounts({ status, attempts }: CallBack): Record<string, number> {
  if (status === 'cancelled') return {};
  return {
    [CALLED]: 1,
    ...(attempts.at(-1)?.result === 'reached' && { [REACHED]: 1 }),
    ...(status === 'given-up' && { [GIVEN_UP]: 1 }),
  };
}

interface CallBack {
  status: string;
  attempts: readonly { result: string }[];
}

/** What was counted. A message may count under several: failed today, and delivered after all tomorrow. */
export interface DeliveryFigures {
  sent: number;
  delivered: number;
  failed: number;
  unknown: number;
  called: number;
  reached: number;
  givenUp: number;
  /** Of those handed to a provider. */
  arrived: Share;
  failures: Record<FailureClass, number>;
}

export function deliveryFigures(sums: Sums): DeliveryFigures {
  const entries = Object.entries(sums).map(([name, count]) => ({ parts: name.split('#'), count }));
  const total = (counter: string, third?: string) =>
    entries
      .filter(({ parts }) => parts[0] === counter && (third === undefined || parts[2] === third))
      .reduce((sum, { count }) => sum + count, 0);
  const [sent, delivered] = [total(SENT), total(DELIVERED)];
  return {
    sent,
    delivered,
    failed: total(FAILED),
    unknown: total(UNKNOWN),
    called: total(CALLED),
    reached: total(REACHED),
    givenUp: total(GIVEN_UP),
    arrived: shareOf(delivered, sent),
    failures: {
      limit: total(FAILED, 'limit'),
      'no-phone': total(FAILED, 'no-phone'),
      'no-number': total(FAILED, 'no-number'),
      off: total(FAILED, 'off'),
      refused: total(FAILED, 'refused'),
      provider: total(FAILED, 'provider'),
      other: total(FAILED, 'other'),
    },
  };
}

/** Sums by provider; calls are nobody's. */
export function byProvider(sums: Sums): Map<string, Sums> {
  const entries = Object.entries(sums).filter(([name]) => name.startsWith('sms-'));
  return new Map(
    [...Map.groupBy(entries, ([name]) => name.split('#')[1] ?? NO_PROVIDER)].map(([provider, own]) => [
      provider,
      Object.fromEntries(own),
    ]),
  );
}
