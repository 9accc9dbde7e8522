import type { Notice } from '../../domain/notice.ts';
import { timesSaid } from '../../domain/sending-attempt.ts';
import type { SmsFound } from '../shared/sms.ts';
import { smsReference } from '../shared/sms-reference.ts';
import { count } from '../shared/telemetry.ts';
import { giveUp, leaveUnknown } from './give-up.ts';
import { mobileOf, officeContact } from './office-contact.ts';
import type { SendSmsPorts } from './ports.ts';
import { remember } from './remember.ts';

/** Longer than a call of this function can last: before that, whoever claimed it may still be at it. */
const CALLING_MS = 90_000;
/** When what was not understood is asked after for the first time. */
export const ASK_AFTER_SECONDS = CALLING_MS / 1000;
/** Providers list what they took some minutes late: only then does “not there” mean that it was not sent. */
const NOT_SENT_AFTER_MS = 10 * 60_000;
/** For so long a provider is asked; then the hotline asks the person. */
const ASK_UNTIL_MS = 30 * 60_000;
const ASK_EVERY_MS = 5 * 60_000;
/** Twice called and twice not sent: the next time would be no better. */
const MOST_NOT_SENT = 2;

/**
 * A call that was cut short, or answered by something that nobody understood. It is never sent blindly again: its provider is asked by
 * our own reference, and what cannot be asked, or stays unknown, is for the hotline.
 */
export async function interrupted(ports: SendSmsPorts, notice: Notice): Promise<void> {
  const { claimedAt = 0 } = notice;
  const age = ports.clock.now() - claimedAt;
  if (age < CALLING_MS) return comeBack(ports, notice, claimedAt + CALLING_MS);
  const found = await askAfter(ports, notice);
  switch (found?.kind) {
    case 'sent':
      return settleFound(ports, notice, found.providerId);
    case 'not-sent':
      return age < NOT_SENT_AFTER_MS ? comeBack(ports, notice, claimedAt + NOT_SENT_AFTER_MS) : notSent(ports, notice);
    case 'unknown':
      if (age < ASK_UNTIL_MS) return comeBack(ports, notice, ports.clock.now() + ASK_EVERY_MS);
      return leaveUnknown(ports, notice, '短信平台查不到结果,不知道是否送达,转热线电话确认');
    case undefined:
      return leaveUnknown(ports, notice, '发送中断,不知道是否送达,转热线电话确认');
  }
}

const comeBack = (ports: SendSmsPorts, notice: Notice, at: number): Promise<void> =>
  ports.sms.send([notice], { delaySeconds: Math.ceil((at - ports.clock.now()) / 1000) });

/** Undefined where the provider cannot be asked, or the number is no longer the one that was called. */
async function askAfter(ports: SendSmsPorts, notice: Notice): Promise<SmsFound | undefined> {
  const asked = ports.providers.find(({ name }) => name === notice.provider)?.provider;
  const phone = await phoneOf(ports, notice);
  if (!asked?.find || phone === undefined || ports.hasher.phoneKey(phone) !== notice.sentTo) return undefined;
  const reference = smsReference({ ...notice, resent: notice.resent ?? 0 });
  try {
    return await asked.find({ phone, reference, at: notice.claimedAt ?? notice.createdAt });
  } catch {
    return { kind: 'unknown' };
  }
}

async function phoneOf(ports: SendSmsPorts, notice: Notice): Promise<string | undefined> {
  if (notice.audience.to === 'office') return (await officeContact(ports, notice))?.phone;
  const { person } = notice.audience;
  return mobileOf((await ports.people.get([person])).get(person));
}

async function settleFound(ports: SendSmsPorts, notice: Notice, providerId: string): Promise<void> {
  const { provider = '', claimedAt = 0 } = notice;
  const attempt = { provider, at: claimedAt, result: 'sent' } as const;
  const sent = { status: 'sent', at: ports.clock.now(), providerId, attempt, ofClaim: claimedAt } as const;
  await remember(ports, notice, providerId);
  await ports.notices.settle(notice, ['calling'], sent);
  count('SmsFoundSent', 1, { provider });
}

/** Certainly not sent: once more, as if it had never been called. */
async function notSent(ports: SendSmsPorts, notice: Notice): Promise<void> {
  const { provider = '', claimedAt = 0, attempts = [] } = notice;
  const attempt = { provider, at: claimedAt, result: 'not-sent' } as const;
  count('SmsFoundNotSent', 1, { provider });
  if (timesSaid({ attempts: [...attempts, attempt] }, provider, 'not-sent') >= MOST_NOT_SENT)
    return giveUp(ports, notice, ['calling'], '短信平台两次没有发出,转热线电话告知', { attempt, ofClaim: claimedAt });
  const queued = { status: 'queued', at: ports.clock.now(), attempt, ofClaim: claimedAt } as const;
  if (await ports.notices.settle(notice, ['calling'], queued)) await ports.sms.send([notice]);
}
