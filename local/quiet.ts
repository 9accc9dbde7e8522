import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from './activity.ts';
import type { RunningSource } from './event-sources.ts';

/**
 * Resolves when every source has looked and found nothing while no handler ran or began. A source that found nothing may
 * still be fed by another one's handler, so all look again until a whole round stays quiet.
 */
export async function untilQuiet(sources: readonly RunningSource[], activity: Activity): Promise<void> {
  for (;;) {
    const before = activity.started;
    await Promise.all(sources.map(({ polling }) => polling.settled()));
    if (activity.running === 0 && activity.started === before) return;
    if (activity.running > 0) await sleep(5);
  }
}
