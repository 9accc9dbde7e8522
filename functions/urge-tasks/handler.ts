import { listEvents } from '../../domain/list-event.ts';
import { announce } from '../shared/announce.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { countiesOf } from '../shared/townships.ts';
import { type MissingReportsPorts, remindOfReports } from './missing-reports.ts';
import type { UrgedKind, UrgePorts } from './urged-kind.ts';

export interface UrgeTasksPorts
  extends Pick<ReassessPorts, 'hasher' | 'smsAvailable'>,
    Omit<UrgePorts, 'ids' | 'now'>,
    Omit<MissingReportsPorts, 'ids' | 'now'> {
  kinds: readonly UrgedKind[];
}

/** Counties read at once, as sweep reads them. */
const COUNTIES_AT_ONCE = 25;

/** Every half hour: who owes what by a day is reminded before it, and urged once it has passed. Tells what it found, by kind. */
export const urgeTasks =
  (ports: UrgeTasksPorts) => async (): Promise<Record<string, { open: number; reminded: number }>> => {
    const { kinds, province, clock } = ports;
    const given = { ...ports, ids: idsFor(ports), now: clock.now() };
    await announce(ports, listEvents(given.ids.notice, province, given.now));
    await remindOfReports(given);
    const found = await inParallel(1, kinds, async (line) => {
      const counties = await inParallel(COUNTIES_AT_ONCE, countiesOf(province), (county) => line.urge(given, county));
      const sum = (of: 'open' | 'reminded') => counties.reduce((total, county) => total + county[of], 0);
      return [line.kind, { open: sum('open'), reminded: sum('reminded') }] as const;
    });
    return Object.fromEntries(found);
  };
