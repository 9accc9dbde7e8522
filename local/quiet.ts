import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from './activity.ts';
import type { RunningSource } from './event-sources.ts';

/** How long the table emulator may keep a written row from its stream. */
const STREAM_LAG_MS = 150;

/**
 * Resolves when every source has looked and found nothing while no handler ran or began. A source that found nothing may
 * still be fed by another one's handler, or by a row that has not reached its stream yet; so all look again, until a round
 * stays quiet that began a moment after another quiet one.
 */
export async function untilQuiet(sources: readonly RunningSource[], activity: Activity): Promise<void> {
  for (let quiet = 0; quiet < 2; ) {
    const before = activity.started;
    await Promise.all(sources.map(({ polling }) => polling.settled()));
    quiet = activity.running === 0 && activity.started === before ? quiet + 1 : 0;
    if (quiet === 1) await sleep(STREAM_LAG_MS);
    if (activity.running > 0) await sleep(5);
  }
}
