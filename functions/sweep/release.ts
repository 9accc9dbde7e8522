import { isQuiet } from '../../domain/quiet-hours.ts';
import { addDays, dayOf } from '../../domain/shanghai-day.ts';
import type { NoticeKey, Notices } from '../shared/notices.ts';
import { HELD_QUEUE, type SendOnPorts, sendOn } from '../shared/send-on.ts';

export type ReleasePorts = SendOnPorts & { notices: Pick<Notices, 'waiting' | 'release' | 'get'> };

/** Sends on what waited for the morning, or for the hub's release after a restore. Returns how many. */
export async function releaseHeld(ports: ReleasePorts): Promise<number> {
  if (await ports.access.held()) return 0;
  const now = ports.clock.now();
  // A pointer of yesterday is one that no run came to release.
  const mornings = isQuiet(now, ports.province.profile.notices.quietHours)
    ? []
    : [addDays(dayOf(now), -1), dayOf(now)].map((day) => `held#${day}`);
  let released = 0;
  for (const queue of [HELD_QUEUE, ...mornings]) {
    const keys = await ports.notices.waiting(queue);
    for (const key of keys) await release(ports, key);
    if (keys.length > 0) await ports.notices.release(queue, keys);
    released += keys.length;
  }
  return released;
}

/** Queued again and sent on; the pointer goes last, so that a run cut short is made up for by the next. */
async function release(ports: ReleasePorts, key: NoticeKey): Promise<void> {
  const notice = await ports.notices.get(key);
  if (!notice || (notice.status !== 'held' && notice.status !== 'queued')) return;
  await ports.notices.settle(notice, ['held'], { status: 'queued', at: ports.clock.now() });
  await sendOn(ports, [{ ...notice, status: 'queued' }]);
}
