import type { Notice } from './notice.ts';
import { addDays, type Day, dayOf, startOf } from './shanghai-day.ts';

const MOST_RESENT = 2;
const WITHIN_MS = 3 * 86_400_000;

/**
 * The day on whose morning a message whose phone was off or out of reach is sent anew: twice at most, and within three days of
 * its first sending. Undefined: it is given up. What an office is told would be overtaken by then, and a colleague can be called.
 */
export function resendOn(
  notice: Pick<Notice, 'audience' | 'resent' | 'attempts' | 'claimedAt' | 'createdAt'>,
  now: number,
  quietHours: string,
): Day | undefined {
  if (notice.audience.to === 'office' || (notice.resent ?? 0) >= MOST_RESENT) return undefined;
  const first = notice.attempts?.find(({ result }) => result === 'sent')?.at ?? notice.claimedAt ?? notice.createdAt;
  const day = addDays(dayOf(now), 1);
  const morning = startOf(day) + (Number(quietHours.slice(6, 8)) * 60 + Number(quietHours.slice(9, 11))) * 60_000;
  return morning <= first + WITHIN_MS ? day : undefined;
}
