import type { Province } from '../../domain/province.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import type { Clock } from '../shared/clock.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { townshipsOf } from '../shared/townships.ts';
import type { UrgedKind, UrgePorts } from './urged-kind.ts';

export interface UrgeTasksPorts extends Pick<ReassessPorts, 'hasher' | 'smsAvailable'>, Pick<UrgePorts, 'notices'> {
  kinds: readonly UrgedKind[];
  province: Province;
  clock: Clock;
}

/** Areas read at once, as sweep reads its townships. */
const AREAS_AT_ONCE = 50;

/** Every half hour: who owes what by a day is reminded before it, and urged once it has passed. Tells what it found, by kind. */
export const urgeTasks =
  (ports: UrgeTasksPorts) => async (): Promise<Record<string, { open: number; reminded: number }>> => {
    const { kinds, notices, province, clock } = ports;
    const given = { notices, province, ids: idsFor(ports), now: clock.now() };
    const found = await inParallel(1, kinds, async (line) => {
      const areas = await inParallel(AREAS_AT_ONCE, townshipsOf(province), (area) => line.urge(given, area));
      const sum = (of: 'open' | 'reminded') => areas.reduce((total, area) => total + area[of], 0);
      return [line.kind, { open: sum('open'), reminded: sum('reminded') }] as const;
    });
    return Object.fromEntries(found);
  };
