import { dayOf, endOf } from './shanghai-day.ts';

/** How much a provider takes. What is not said is not limited, and not counted. */
export interface SmsCaps {
  /** Calls a second. */
  perSecond?: number | undefined;
  /** Messages a day (Asia/Shanghai), counted in parts as they are billed. */
  perDay?: number | undefined;
  /** Messages of one template to one number a day, counted in parts. */
  perRecipientDay?: number | undefined;
  /** Seconds between two messages of the same text to one number. */
  sameTextSeconds?: number | undefined;
}

/**
 * What the vendors themselves refuse, where the rules say nothing else. Aliyun: 50 a day of one signature and template to one number;
 * Tencent: one identical message in 30 seconds.
 */
export const vendorCaps: Readonly<Record<string, SmsCaps>> = {
  aliyun: { perRecipientDay: 50 },
  tencent: { sameTextSeconds: 30 },
};

/** One counter that a message must find room in. */
export type SendLimit =
  /** At most `most` within a window; `freeAt` is when the next one begins, epoch ms. */
  | { kind: 'count'; key: string; window: string; units: number; most: number; freeAt: number }
  /** At least `ms` between two. */
  | { kind: 'apart'; key: string; ms: number };

export interface LimitedMessage {
  provider: string;
  /** Keyed hash of the number: no counter names a phone. */
  to: string;
  /** Key of the wording. */
  template: string;
  /** Keyed hash of the text. */
  text: string;
  parts: number;
}

/** The counters of one message, the recipient's before the provider's. */
export function limitsOf(
  { provider, to, template, text, parts }: LimitedMessage,
  caps: SmsCaps,
  at: number,
): SendLimit[] {
  const day = dayOf(at);
  const second = Math.floor(at / 1000);
  const daily = { kind: 'count', window: day, units: parts, freeAt: endOf(day) } as const;
  const { perSecond, perDay, perRecipientDay, sameTextSeconds } = caps;
  return [
    ...(perRecipientDay === undefined
      ? []
      : [{ ...daily, key: `${provider}#${to}#${template}`, most: perRecipientDay }]),
    ...(perDay === undefined ? [] : [{ ...daily, key: provider, most: perDay }]),
    ...(sameTextSeconds === undefined
      ? []
      : [{ kind: 'apart', key: `${provider}#${to}#${text}`, ms: sameTextSeconds * 1000 } as const]),
    ...(perSecond === undefined
      ? []
      : [
          {
            kind: 'count',
            key: provider,
            window: String(second),
            units: 1,
            most: perSecond,
            freeAt: (second + 1) * 1000,
          } as const,
        ]),
  ];
}
