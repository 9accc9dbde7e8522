import type { Notice } from '../../domain/notice.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import { addDays, dayOf } from '../../domain/shanghai-day.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';
import { HELD_QUEUE, heldUntil, type SendTogetherPorts, sendTogether } from '../shared/send-on.ts';

export type ReleasePorts = SendTogetherPorts & { notices: Pick<Notices, 'waiting' | 'release' | 'get'> };

/** Sends on what waited for the morning, or for the hub's release after a restore. Returns how many. */
export async function releaseHeld(ports: ReleasePorts): Promise<number> {
  if (await ports.access.held()) return 0;
  const now = ports.clock.now();
  const today = dayOf(now);
  const mornings = isQuiet(now, ports.province.profile.notices.quietHours)
    ? []
    : Array.from({ length: MISSED_DAYS }, (_, ago) => heldUntil(addDays(today, ago + 1 - MISSED_DAYS)));
  let released = 0;
  for (const queue of [HELD_QUEUE, ...mornings]) released += await releaseQueue(ports, queue);
  return released;
}

/** Pointers of the days before are those that no run came to release: a hub that stood still for a holiday loses none. */
const MISSED_DAYS = 10;
/** Released together; what a run cut short leaves is one such part to do again. */
const AT_ONCE = 200;

/** In the order of their making, so that nobody reads the later news first; the pointers go last, part by part. */
async function releaseQueue(ports: ReleasePorts, queue: string): Promise<number> {
  const keys = await ports.notices.waiting(queue);
  const read = await inParallel(READ_AT_ONCE, keys, async (key) => ({ key, notice: await ports.notices.get(key) }));
  const madeAt = ({ notice }: (typeof read)[number]) => notice?.createdAt ?? 0;
  const inOrder = read.toSorted((a, b) => madeAt(a) - madeAt(b) || (a.key.id < b.key.id ? -1 : 1));
  for (let start = 0; start < inOrder.length; start += AT_ONCE) {
    const part = inOrder.slice(start, start + AT_ONCE);
    await release(
      ports,
      part.flatMap(({ notice }) => notice ?? []),
    );
    await ports.notices.release(
      queue,
      part.map(({ key }) => key),
    );
  }
  return keys.length;
}

const READ_AT_ONCE = 8;

/** Queued again and sent on; one that went out meanwhile, or was called off, is passed over. */
async function release(ports: ReleasePorts, notices: readonly Notice[]): Promise<void> {
  const waiting = notices.filter(({ status }) => status === 'held' || status === 'queued');
  await inParallel(READ_AT_ONCE, waiting, (notice) =>
    ports.notices.settle(notice, ['held'], { status: 'queued', at: ports.clock.now() }),
  );
  await sendTogether(
    ports,
    waiting.map((notice) => ({ ...notice, status: 'queued' })),
  );
}
