import { listEvents } from '../../domain/list-event.ts';
import { announce } from '../shared/announce.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { townshipsOf } from '../shared/townships.ts';
import type { UrgedKind, UrgePorts } from './urged-kind.ts';

export interface UrgeTasksPorts extends Pick<ReassessPorts, 'hasher' | 'smsAvailable'>, Omit<UrgePorts, 'ids' | 'now'> {
  kinds: readonly UrgedKind[];
}

/** Areas read at once, as sweep reads its townships. */
const AREAS_AT_ONCE = 50;

/** Every half hour: who owes what by a day is reminded before it, and urged once it has passed. Tells what it found, by kind. */
export const urgeTasks =
  (ports: UrgeTasksPorts) => async (): Promise<Record<string, { open: number; reminded: number }>> => {
    const { kinds, province, clock } = ports;
    const given = { ...ports, ids: idsFor(ports), now: clock.now() };
    await announce(ports, listEvents(given.ids.notice, province, given.now));
    const found = await inParallel(1, kinds, async (line) => {
      const areas = await inParallel(AREAS_AT_ONCE, townshipsOf(province), (area) => line.urge(given, area));
      const sum = (of: 'open' | 'reminded') => areas.reduce((total, area) => total + area[of], 0);
      return [line.kind, { open: sum('open'), reminded: sum('reminded') }] as const;
    });
    return Object.fromEntries(found);
  };
