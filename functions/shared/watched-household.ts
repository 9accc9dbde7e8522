import { townshipOf, within } from '../../domain/division.ts';
import { headAmong } from '../../domain/household-head.ts';
import type { WatchedHousehold } from '../../domain/planned-visit-owed.ts';
import type { Province } from '../../domain/province.ts';
import { standingOf } from '../../domain/scoring/standing.ts';
import { currentMembers } from './current-members.ts';
import { inParallel } from './in-parallel.ts';
import type { Membership, People, PersonRecord } from './people.ts';
import type { Signals } from './signals.ts';
import { homeOf } from './staff-api/area.ts';
import { townshipFor } from './subject.ts';
import type { Warnings } from './warnings.ts';

export interface WatchedPorts {
  people: Pick<People, 'get' | 'members'>;
  signals: Pick<Signals, 'of'>;
  warnings: Pick<Warnings, 'all'>;
  province: Province;
}

/** A household that is visited, as it is now: what decides whether somebody goes there, and where that is. */
export interface HouseholdNow extends WatchedHousehold {
  head: PersonRecord | undefined;
  size: number;
  township: string;
  /** 12 digits, where the address names a village of that township. */
  village?: string;
}

/** Reads a subject anew, a household or a person who stands alone. `now` is epoch ms. */
export async function householdNow(ports: WatchedPorts, subject: string, now: number): Promise<HouseholdNow> {
  const { people, signals, province } = ports;
  const stays = subject.startsWith('h-') ? currentMembers(await people.members(subject)) : undefined;
  const ids = stays?.map(({ person }) => person) ?? [subject];
  const [records, known] = await Promise.all([people.get(ids), signals.of(ids)]);
  const present = ids.flatMap((id) => records.get(id) ?? []);
  const here = present.filter((person) => isHere(person, province));
  const head = headOf(here, stays) ?? headOf(present, stays);
  const township = townshipFor(head, province);
  const home = homeOf(head, province);
  return {
    joined: stays === undefined && present[0]?.household !== undefined,
    members: present.map((person) => ({
      alive: person.diedOn === undefined,
      inProvince: inProvince(person, province),
      categories: standingOf(known.get(person.id) ?? [], now).categories,
    })),
    warnings: await warningsOf(ports, subject, ids),
    head,
    size: present.filter(({ diedOn }) => diedOn === undefined).length,
    township,
    ...(home?.length === 12 && townshipOf(home) === township && { village: home }),
  };
}

/** Read only where a watch asks: most of a province's visits are owed whatever was reported. */
async function warningsOf({ warnings, province }: WatchedPorts, subject: string, members: readonly string[]) {
  const { watch, scoring } = province.profile;
  if (!watch.some(({ unlessWarned }) => unlessWarned)) return [];
  const subjects = scoring.warnPer === 'household' ? [subject] : members;
  return (await inParallel(8, subjects, (each) => warnings.all(each))).flat();
}

/** Whoever stands for the household among these; a person alone stands for themselves. */
function headOf(people: readonly PersonRecord[], stays: readonly Membership[] = []): PersonRecord | undefined {
  const among = people.flatMap((record) => {
    const stay = stays.find(({ person }) => person === record.id);
    return stay ? [{ ...stay, diedOn: record.diedOn, idNumber: record.idNumber, record }] : [];
  });
  return headAmong(among)?.head.record ?? people[0];
}

/** Somebody to be visited: alive, and in the province. */
export const isHere = (person: PersonRecord, province: Province) =>
  person.diedOn === undefined && inProvince(person, province);

/** Who lives beyond the border is visited by nobody here; who gave no address is. */
function inProvince(person: PersonRecord, province: Province): boolean {
  const home = homeOf(person, province);
  return home === undefined || within(province.profile.division, home);
}
