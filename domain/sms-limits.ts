import * as z from 'zod';
import { dayOf, endOf } from './shanghai-day.ts';

const whole = (most: number, unit: string) =>
  z
    .int({ error: `要写整数,单位:${unit}` })
    .min(1, { error: '至少是1;不限就不要写这一项' })
    .max(most, { error: `最多${most}` });

/** How much a provider takes. What is not said is not limited, and not counted. */
export const smsCaps = z.strictObject({
  perSecond: whole(500, '次').optional().meta({ description: '每秒最多调用几次' }),
  perDay: whole(10_000_000, '条').optional().meta({ description: '每天(北京时间)最多发几条,长短信按计费条数算' }),
  perRecipientDay: whole(1000, '条')
    .optional()
    .meta({ description: '同一号码同一模板每天最多几条,长短信按计费条数算;阿里云不写就是50' }),
  sameTextSeconds: whole(3600, '秒')
    .optional()
    .meta({ description: '同一号码两条一样的短信至少隔几秒;腾讯云不写就是30' }),
});
export type SmsCaps = z.output<typeof smsCaps>;

/**
 * What the vendors themselves refuse, where the rules say nothing else. Aliyun: 50 a day of one signature and template to one number;
 * Tencent: one identical message in 30 seconds.
 */
const vendorCaps: Readonly<Record<string, SmsCaps>> = {
  aliyun: { perRecipientDay: 50 },
  tencent: { sameTextSeconds: 30 },
};

/** What a provider takes: as the rules say, and where they say nothing what its vendor takes anyway. */
export const capsOf = (
  limits: Readonly<Record<string, SmsCaps | undefined>> | undefined,
  provider: string,
): SmsCaps => ({
  ...vendorCaps[provider],
  ...limits?.[provider],
});

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
