import { type PlannedVisit, visitIdParts, type Watch, watchPeriod } from '../../domain/planned-visit.ts';
import { cancelled, mayReopen, reopened } from '../../domain/planned-visit-acts.ts';
import { broughtUpToDate, isWatched, notOwed, overtaken, planVisit } from '../../domain/planned-visit-owed.ts';
import { standingOf } from '../../domain/scoring/standing.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import type { Clock } from '../shared/clock.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { People } from '../shared/people.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { Tasks } from '../shared/tasks.ts';
import { type HouseholdNow, householdNow, isHere, type WatchedPorts } from '../shared/watched-household.ts';

export interface PlanTownshipPorts extends WatchedPorts {
  people: WatchedPorts['people'] & Pick<People, 'watched'>;
  visits: Pick<Tasks<PlannedVisit>, 'get' | 'put'>;
  hasher: Pick<Hasher, 'scoped'>;
  clock: Clock;
}

export type Change = 'planned' | 'cancelled' | 'moved';

/** What stands already: the township's open visits, and who in its county has an open warning. */
export interface OpenAround {
  open: readonly PlannedVisit[];
  warned: ReadonlySet<string>;
}

/** One household that a watch asks for. */
interface Wanted {
  id: string;
  watch: Watch;
  subject: string;
}

const HOUSEHOLDS_AT_ONCE = 16;

/**
 * Brings one township's visits up to what is owed today. Households whose visit stands on the list already cost nothing more
 * than their roster; the others are read one by one.
 */
export async function planTownship(
  ports: PlanTownshipPorts,
  township: string,
  { open, warned }: OpenAround,
): Promise<Change[]> {
  const now = ports.clock.now();
  const wanted = await wantedIn(ports, township, now);
  const households = new Map<string, Promise<HouseholdNow>>();
  const read = (subject: string): Promise<HouseholdNow> => {
    const reading = households.get(subject) ?? householdNow(ports, subject, now);
    households.set(subject, reading);
    return reading;
  };
  const standing = new Map(open.map((visit) => [visit.id, visit]));
  const settled = new Set(
    wanted
      .filter(({ id, watch, subject }) => {
        const visit = standing.get(id);
        return visit && !visit.due.provisional && !(watch.unlessWarned && warned.has(subject));
      })
      .map(({ id }) => id),
  );
  const fresh = wanted.filter(({ id }) => !standing.has(id));
  const doubtful = open.filter(({ id }) => !settled.has(id));
  const planned = await inParallel(HOUSEHOLDS_AT_ONCE, fresh, (each) => owe(ports, each, read, now));
  const looked = await inParallel(HOUSEHOLDS_AT_ONCE, doubtful, async (visit) =>
    lookAgain(ports, visit, await read(visit.subject), now),
  );
  return [...planned, ...looked].flat();
}

/** By those on the township's roster alone, for all watches at once: nobody else of their households is read. */
async function wantedIn(ports: PlanTownshipPorts, township: string, now: number): Promise<Wanted[]> {
  const { people, signals, hasher, province } = ports;
  const listed = await people.get(await people.watched(township));
  const records = [...listed.values()].filter((person) => isHere(person, province));
  const known = await signals.of(records.map(({ id }) => id));
  const wanted = new Map<string, Wanted>();
  for (const { id: person, household } of records) {
    const { categories } = standingOf(known.get(person) ?? [], now);
    const subject = household ?? person;
    for (const watch of province.profile.watch.filter((each) => isWatched(each, categories))) {
      const id = `v-${hasher.scoped('task', ...visitIdParts(watch, watchPeriod(watch, dayOf(now)), subject))}`;
      wanted.set(id, { id, watch, subject });
    }
  }
  return [...wanted.values()];
}

/** Plans a visit, or puts right the one that stands elsewhere or was cancelled for a reason that is gone. */
async function owe(
  ports: PlanTownshipPorts,
  { id, watch, subject }: Wanted,
  read: (subject: string) => Promise<HouseholdNow>,
  now: number,
): Promise<Change[]> {
  const standing = await ports.visits.get(id);
  if (standing && !standing.open && !mayReopen(standing)) return [];
  const household = await read(subject);
  if (standing?.open) return lookAgain(ports, standing, household, now);
  if (notOwed(watch, household, watchPeriod(watch, dayOf(now)))) return [];
  const { township, village } = household;
  const visit = standing
    ? reopened(standing)
    : planVisit({ id, watch, subject, township, village, province: ports.province, now });
  return (await ports.visits.put(visit)) ? ['planned'] : [];
}

async function lookAgain(
  { visits, province }: PlanTownshipPorts,
  visit: PlannedVisit,
  household: HouseholdNow,
  now: number,
): Promise<Change[]> {
  const because = overtaken(visit, household, province, now);
  if (because) return (await visits.put(cancelled(visit, because, now))) ? ['cancelled'] : [];
  const next = broughtUpToDate(visit, household, province);
  return next && (await visits.put(next)) ? ['moved'] : [];
}
