import { addresseeOf, isRipe } from '../../domain/merge-notices.ts';
import type { Notice } from '../../domain/notice.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';
import { type SendTogetherPorts, sendTogether, TOGETHER_QUEUE } from '../shared/send-on.ts';

export type TogetherPorts = SendTogetherPorts & { notices: Pick<Notices, 'waiting' | 'release' | 'get'> };

const READ_AT_ONCE = 8;
/** Sent on together; what a run cut short leaves is one such part to do again. */
const AT_ONCE = 200;

/**
 * Sends what waited for others to the same addressee, once the window is over that the first of them opened: all of it that is
 * there by then. Pointers go last, so that a run cut short is made up for; what went out meanwhile is passed over. Returns how many.
 */
export async function sendRipe(ports: TogetherPorts): Promise<number> {
  if (await ports.access.held()) return 0;
  const keys = await ports.notices.waiting(TOGETHER_QUEUE);
  const read = await inParallel(READ_AT_ONCE, keys, async (key) => ({ key, notice: await ports.notices.get(key) }));
  const now = ports.clock.now();
  const { mergeWithin } = ports.province.profile.notices;
  const groups = Map.groupBy(read, ({ notice }) => notice && waitingFor(notice));
  const ripe = [...groups].flatMap(([addressee, group]) =>
    addressee === undefined ||
    isRipe(
      group.flatMap(({ notice }) => notice ?? []),
      mergeWithin,
      now,
    )
      ? [group]
      : [],
  );
  let sent = 0;
  for (const part of parts(ripe)) {
    const notices = part.flatMap(({ notice }) => (notice && waitingFor(notice) !== undefined ? [notice] : []));
    await sendTogether(ports, notices);
    await ports.notices.release(
      TOGETHER_QUEUE,
      part.map(({ key }) => key),
    );
    sent += notices.length;
  }
  return sent;
}

/** Whom it waits for; a carrier whose run was cut short before it was sent waits for nobody and goes at once. */
const waitingFor = (notice: Notice): string | undefined =>
  notice.status === 'queued' ? (addresseeOf(notice) ?? `${notice.subject}|${notice.id}`) : undefined;

/** Never one addressee in two parts. */
function* parts<T>(groups: readonly (readonly T[])[]): Generator<readonly T[]> {
  let part: T[] = [];
  for (const group of groups) {
    part.push(...group);
    if (part.length < AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
