import type { PlannedVisit } from '../../domain/planned-visit.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Tasks } from '../shared/tasks.ts';
import { countyOf, townshipsOf } from '../shared/townships.ts';
import type { Warnings } from '../shared/warnings.ts';
import { type Change, type PlanTownshipPorts, planTownship } from './township.ts';

export interface PlanCountyPorts extends PlanTownshipPorts {
  warnings: PlanTownshipPorts['warnings'] & Pick<Warnings, 'openAround'>;
  visits: PlanTownshipPorts['visits'] & Pick<Tasks<PlannedVisit>, 'openAround'>;
}

const TOWNSHIPS_AT_ONCE = 4;

/** Brings the visits of a county's townships up to what is owed today. What is open is read for all of them at once. */
export async function planCounty(ports: PlanCountyPorts, county: string): Promise<Change[]> {
  const townships = townshipsOf(ports.province).filter((township) => countyOf(township) === county);
  const [visits, warned] = await Promise.all([ports.visits.openAround(county), warnedIn(ports, county)]);
  const changes = await inParallel(TOWNSHIPS_AT_ONCE, townships, (township) =>
    planTownship(ports, township, { open: visits.filter(({ area }) => area === township), warned }),
  );
  return changes.flat();
}

/** Subjects with an open warning; a person's counts for the household too. */
async function warnedIn({ warnings, people, province }: PlanCountyPorts, county: string): Promise<Set<string>> {
  if (!province.profile.watch.some(({ unlessWarned }) => unlessWarned)) return new Set();
  const subjects = (await warnings.openAround(county)).map(({ subject }) => subject);
  const persons = await people.get(subjects.filter((subject) => subject.startsWith('p-')));
  return new Set([...subjects, ...[...persons.values()].flatMap(({ household }) => household ?? [])]);
}
