import type { Notice } from '../../domain/notice.ts';
import { messageFor } from '../../domain/notice-text.ts';
import { isPassedOver, type SendingAttempt, timesSaid, waitWhenBusy } from '../../domain/sending-attempt.ts';
import { giveBackAll } from '../shared/send-limits.ts';
import type { SmsMessage, SmsProvider, SmsResult } from '../shared/sms.ts';
import { smsReference } from '../shared/sms-reference.ts';
import { count } from '../shared/telemetry.ts';
import { giveUp, leaveUnknown } from './give-up.ts';
import { ASK_AFTER_SECONDS } from './interrupted.ts';
import { makeRoom, waitForRoom } from './make-room.ts';
import type { SendSmsPorts } from './ports.ts';
import type { NamedProvider } from './providers/registry.ts';
import { remember } from './remember.ts';

/**
 * Hands a queued notice to the first provider that takes it. The next one is tried only after a provider certainly sent nothing: it
 * refused, was busy for as long as a message waits, or has no room left today. Never after an answer that nobody understood.
 */
export async function deliver(ports: SendSmsPorts, notice: Notice, phone: string): Promise<void> {
  let standing = notice;
  let unwritable: string | undefined;
  const freeAt: number[] = [];
  for (const named of ports.providers) {
    if (isPassedOver(standing, named.name)) continue;
    const message = messageFor(standing, ports.province.profile, named.name);
    if (!message.ok) {
      unwritable ??= message.refusal.message;
      continue;
    }
    const room = await makeRoom(ports, named.name, phone, message.value);
    if (!room.taken) {
      freeAt.push(room.freeAt);
      continue;
    }
    const ended = await callOnce(ports, named, standing, { phone, ...message.value });
    if (ended.sentNothing) await giveBackAll(ports.limits, room.taken);
    if (!ended.next) return;
    standing = ended.next;
  }
  if (freeAt.length > 0) return waitForRoom(ports, standing, Math.min(...freeAt));
  if (standing.attempts) count('SmsTakenByNobody');
  await giveUp(ports, standing, ['queued'], lastReason(standing) ?? unwritable ?? NOBODY);
}

/** `next`: the notice as it stands, for the next provider. Without it the matter is settled, or comes again through the queue. */
interface Ended {
  sentNothing: boolean;
  next?: Notice;
}

/** Claims the notice for a provider, calls it once, and writes down how that ended. */
async function callOnce(
  ports: SendSmsPorts,
  { name, provider }: NamedProvider,
  notice: Notice,
  message: Omit<SmsMessage, 'reference'>,
): Promise<Ended> {
  const at = ports.clock.now();
  const { text } = message;
  const sentTo = ports.hasher.phoneKey(message.phone);
  const parts = notice.together?.parts.length;
  const claim = await ports.notices.claim(notice, { provider: name, at, sentTo, text, parts });
  // Others were joined to it since it was read: it comes again, and says all of it.
  if (claim === 'queued') await ports.sms.send([notice]);
  if (claim !== 'claimed') return { sentNothing: true };
  const claimed: Notice = { ...notice, status: 'calling', provider: name, claimedAt: at, sentTo, text };
  const reference = smsReference({ ...notice, resent: notice.resent ?? 0 });
  const result = await attempt(provider, { ...message, reference });
  count(METRICS[result.kind], 1, { provider: name });
  switch (result.kind) {
    case 'sent':
      await remember(ports, claimed, result.providerId);
      await settleCalling(ports, claimed, { status: 'sent', result: 'sent' }, { providerId: result.providerId });
      return { sentNothing: false };
    case 'unknown':
      if (provider.find) await ports.sms.send([notice], { delaySeconds: ASK_AFTER_SECONDS });
      else await leaveUnknown(ports, claimed, '短信平台没有答复,不知道是否送达,转热线电话确认');
      return { sentNothing: false };
    case 'busy':
      return busy(ports, claimed);
    case 'refused':
      return refused(ports, claimed, result);
  }
}

const METRICS = { sent: 'SmsSent', unknown: 'SmsUnknown', busy: 'SmsBusy', refused: 'SmsRefused' } as const;

/** Certainly not sent: the queue brings it again, until it has waited long enough for the next provider. */
async function busy(ports: SendSmsPorts, claimed: Notice): Promise<Ended> {
  const queued = await settleCalling(ports, claimed, { status: 'queued', result: 'busy' });
  if (!queued) return { sentNothing: true };
  const delaySeconds = waitWhenBusy(timesSaid(queued, queued.provider ?? '', 'busy'));
  if (delaySeconds === undefined) return { sentNothing: true, next: queued };
  await ports.sms.send([queued], { delaySeconds });
  return { sentNothing: true };
}

async function refused(
  ports: SendSmsPorts,
  claimed: Notice,
  { reason, by }: Extract<SmsResult, { kind: 'refused' }>,
): Promise<Ended> {
  const { provider = '', claimedAt = ports.clock.now() } = claimed;
  const attempt = { provider, at: claimedAt, result: 'refused', reason } as const;
  if (by === 'recipient') {
    await giveUp(ports, claimed, ['calling'], reason, { attempt, ofClaim: claimedAt });
    return { sentNothing: true };
  }
  const queued = await settleCalling(ports, claimed, { status: 'queued', result: 'refused', reason });
  return { sentNothing: true, ...(queued && { next: queued }) };
}

/** Settles a call that was claimed; the notice as it then stands, or undefined where somebody else settled it meanwhile. */
async function settleCalling(
  ports: SendSmsPorts,
  claimed: Notice,
  { status, result, reason }: Pick<SendingAttempt, 'result' | 'reason'> & { status: 'sent' | 'queued' },
  more: { providerId?: string } = {},
): Promise<Notice | undefined> {
  const { provider = '', claimedAt = 0, attempts = [] } = claimed;
  const attempt = { provider, at: claimedAt, result, ...(reason !== undefined && { reason }) };
  const settlement = { status, at: ports.clock.now(), attempt, ofClaim: claimedAt, ...more };
  const settled = await ports.notices.settle(claimed, ['calling'], settlement);
  return settled ? { ...claimed, status, attempts: [...attempts, attempt] } : undefined;
}

/** Whatever a provider throws after it was called leaves open whether the message went out. */
async function attempt(provider: SmsProvider, message: SmsMessage): Promise<SmsResult | { kind: 'unknown' }> {
  try {
    return await provider.send(message);
  } catch {
    return { kind: 'unknown' };
  }
}

/** Why nobody took it, as the last provider said; undefined where none was called. */
const lastReason = ({ attempts = [] }: Notice): string | undefined =>
  attempts.findLast(({ reason }) => reason !== undefined)?.reason ??
  (attempts.length > 0 ? '短信平台一直太忙,没有收下,转热线电话告知' : undefined);
const NOBODY = '没有能用的短信平台,转热线电话告知';
