import type { Notice } from '../../domain/notice.ts';
import { resendOn } from '../../domain/resending.ts';
import type { Notices } from './notices.ts';
import { openCall, type SendOnPorts } from './send-on.ts';

export interface AfterFailurePorts extends Pick<SendOnPorts, 'calls' | 'people' | 'province' | 'clock'> {
  notices: Pick<Notices, 'settle' | 'wait'>;
}

/** What a provider's receipt says of a sending that did not arrive. */
export interface FailedSending {
  /** `unreachable`: the phone was off, out of reach or full, and may be reached another day. `permanent`: no number, refused, blocked. */
  cause: 'unreachable' | 'permanent';
  provider: string;
  /** Chinese, names no person and no number. */
  reason: string;
  /** Which sending it speaks of, as `sendingOf(reference)` tells. */
  resent: number;
}

/** Where a notice may stand when its receipt comes: a receipt may overtake the answer to the very call. */
const TAKEN: readonly Notice['status'][] = ['calling', 'sent', 'unknown'];

/**
 * Settles a notice by a receipt of failure. Unreachable: held until the next morning and sent anew, twice at most within three days
 * (`again`). Otherwise, and after that, it has failed for good and the hotline calls (`given-up`). `stale`: it stands elsewhere by now, or the
 * receipt speaks of an earlier sending; nothing changed. A receipt of delivery that comes later settles it from `held` and `queued` too.
 */
export async function afterFailure(
  ports: AfterFailurePorts,
  notice: Notice,
  { cause, provider, reason, resent }: FailedSending,
): Promise<'again' | 'given-up' | 'stale'> {
  const { notices, province, clock } = ports;
  if (!TAKEN.includes(notice.status) || (notice.resent ?? 0) !== resent) return 'stale';
  const at = clock.now();
  const again = cause === 'unreachable' ? resendOn(notice, at, province.profile.notices.quietHours) : undefined;
  const result = cause === 'unreachable' ? 'unreachable' : 'failed';
  const told = { at, detail: reason, attempt: { provider, at, result, reason }, ofClaim: notice.claimedAt } as const;
  if (again === undefined) {
    // The call is owed first, so that nobody falls between the two writes.
    await openCall(ports, notice);
    return (await notices.settle(notice, TAKEN, { status: 'failed', ...told })) ? 'given-up' : 'stale';
  }
  // Pointed at first: one that is pointed at and not held is passed over, the other way round is lost.
  await notices.wait(`held#${again}`, [{ subject: notice.subject, id: notice.id }]);
  const settled = await notices.settle(notice, TAKEN, { status: 'held', ...told, resent: resent + 1 });
  return settled ? 'again' : 'stale';
}
