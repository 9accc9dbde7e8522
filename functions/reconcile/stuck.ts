import type { Notice } from '../../domain/notice.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';

/** Longer than any stream or queue takes by itself: a notice that is queued still was lost on its way, not delayed. */
const STUCK_AFTER_MS = 30 * 60_000;

/**
 * Notices that nobody set moving: the row stands, but the stream gave it up. Sending them on again is safe at any time,
 * since a notice is claimed before the provider is called.
 */
export async function stuckNotices(
  notices: Pick<Notices, 'of'>,
  subjects: readonly string[],
  now: number,
): Promise<Notice[]> {
  const all = (await inParallel(8, subjects, (subject) => notices.of(subject))).flat();
  return all.filter(
    ({ status, channel, createdAt }) => status === 'queued' && channel === 'sms' && createdAt <= now - STUCK_AFTER_MS,
  );
}
