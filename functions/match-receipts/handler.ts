import type { Notice } from '../../domain/notice.ts';
import { mayDecline } from '../../domain/notice-catalogue.ts';
import { deliveredFrom, type Receipt } from '../../domain/sms-receipt.ts';
import { smsParts } from '../../domain/sms-text.ts';
import { type AfterFailurePorts, afterFailure } from '../shared/after-failure.ts';
import { type CancelCallPorts, callAbout, cancelCall } from '../shared/cancel-call.ts';
import type { Notices } from '../shared/notices.ts';
import { openCall, type SendOnPorts } from '../shared/send-on.ts';
import type { SentMessages } from '../shared/sent-messages.ts';
import { type Sending, sendingOf } from '../shared/sms-reference.ts';
import { count } from '../shared/telemetry.ts';

export interface MatchReceiptsPorts extends AfterFailurePorts, Omit<CancelCallPorts, 'calls'> {
  notices: Pick<Notices, 'get' | 'settle' | 'wait'>;
  sentMessages: Pick<SentMessages, 'find'>;
  calls: SendOnPorts['calls'] & CancelCallPorts['calls'];
}

/** The receipt `of` which sending of a notice, and whether it speaks of the whole text. */
interface Matched {
  notice: Notice;
  sending: Sending;
  whole: boolean;
}

/**
 * Settles the notice that a receipt speaks of. `later`: no notice is known by it yet, because a receipt may come before we have
 * written down what the provider answered; the queue brings it again for hours. Early, late, twice or out of order, the
 * conditional writes let each effect happen once.
 */
export const matchReceipt =
  (ports: MatchReceiptsPorts) =>
  async (receipt: Receipt): Promise<'done' | 'later'> => {
    const matched = await match(ports, receipt);
    if (!matched) {
      count('ReceiptsWaiting');
      return 'later';
    }
    await (receipt.outcome.kind === 'delivered'
      ? arrived(ports, matched, receipt)
      : failed(ports, matched, receipt, receipt.outcome));
    return 'done';
  };

async function match(ports: MatchReceiptsPorts, receipt: Receipt): Promise<Matched | undefined> {
  const reference = receipt.reference ?? (await ports.sentMessages.find(receipt));
  const sending = reference === undefined ? undefined : sendingOf(reference);
  const notice = sending && (await ports.notices.get(sending));
  return sending && notice && { notice, sending, whole: receipt.whole || partsOf(notice) === 1 };
}

const partsOf = ({ text = '' }: Notice): number => smsParts(text);

async function arrived(ports: MatchReceiptsPorts, { notice, whole }: Matched, { at, message }: Receipt): Promise<void> {
  await ports.notices.settle(notice, deliveredFrom(whole), {
    status: 'delivered',
    at,
    providerId: message,
    detail: '短信平台回执:已送达',
  });
  count('ReceiptsDelivered');
  // Also where it was delivered before: a run cut short between the two writes is made up for.
  if (whole && OWED_A_CALL.has(notice.status)) await cancelCall(ports, notice);
}

/** Where a notice stands while the hotline may owe a call about it. */
const OWED_A_CALL: ReadonlySet<Notice['status']> = new Set(['failed', 'unknown', 'delivered']);

async function failed(
  ports: MatchReceiptsPorts,
  { notice, sending: { resent }, whole }: Matched,
  { provider }: Receipt,
  { cause, reason }: Extract<Receipt['outcome'], { kind: 'failed' }>,
): Promise<void> {
  count('ReceiptsFailed');
  // Of a provider that was given up for another one, which did take it.
  if (notice.provider !== undefined && notice.provider !== provider) return;
  if (notice.status === 'delivered') {
    if (!whole && (notice.resent ?? 0) === resent) await tornApart(ports, notice, reason);
    return;
  }
  if (cause === 'recipient' && mayDecline(notice.together?.kind ?? notice.kind)) return declined(ports, notice, reason);
  const sort = cause === 'unreachable' ? cause : 'permanent';
  await afterFailure(ports, notice, { cause: sort, provider, reason, resent });
}

/** One part of a long text arrived and another did not: what they have makes no sense, so they are called, unless they were. */
async function tornApart(ports: MatchReceiptsPorts, notice: Notice, reason: string): Promise<void> {
  if ((await callAbout(ports, notice))?.attempts.length) return;
  await openCall(ports, notice);
  const detail = `长短信有一部分没有送到:${reason}`;
  await ports.notices.settle(notice, ['delivered'], { status: 'failed', at: ports.clock.now(), detail });
}

/** Whoever wants no messages is not rung up about one that they may decline: the sheet comes on paper. */
async function declined({ notices, clock }: MatchReceiptsPorts, notice: Notice, reason: string): Promise<void> {
  const told = { status: 'failed', at: clock.now(), detail: `${reason},只送纸质清单` } as const;
  await notices.settle(notice, ['calling', 'sent', 'unknown'], told);
}
