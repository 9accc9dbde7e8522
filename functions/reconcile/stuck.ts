import type { Notice } from '../../domain/notice.ts';
import type { Notices } from '../shared/notices.ts';

/** Longer than any stream or queue takes by itself: a notice that is queued still was lost on its way, not delayed. */
const STUCK_AFTER_MS = 30 * 60_000;

/**
 * Notices that nobody set moving: the row stands, but the stream gave it up; and those that were cut short in a call whose
 * message is no longer in the queue. Sending them on again is safe at any time, since a notice is claimed before the provider
 * is called, and one that was cut short is asked after or called, never sent blindly.
 */
export async function stuckNotices(notices: Pick<Notices, 'of'>, subject: string, now: number): Promise<Notice[]> {
  const all = await notices.of(subject);
  return all.filter((notice) => notice.channel === 'sms' && (movedLast(notice) ?? now) <= now - STUCK_AFTER_MS);
}

/** When one that is on its way was last moved on; undefined where it rests. */
function movedLast({ status, createdAt, claimedAt }: Notice): number | undefined {
  if (status === 'queued') return createdAt;
  return status === 'calling' ? claimedAt : undefined;
}
