import type * as z from 'zod';
import { fullDivisionName } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import { effective } from '../../domain/scoring/effective.ts';
import type { Signal } from '../../domain/signal.ts';
import { byBeginning } from '../shared/current-members.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Membership, PersonRecord } from '../shared/people.ts';
import { homeOf } from '../shared/staff-api/area.ts';
import type { householdFile } from './answers.ts';
import type { ApiPorts } from './ports.ts';
import { ofMembership, ofNotices, ofSignals, ofStatement, ofWarning, type TimelineEntry } from './timeline.ts';

type File = z.output<typeof householdFile>;
type FilePorts = Pick<ApiPorts, 'people' | 'signals' | 'warnings' | 'notices' | 'statements' | 'province'>;
/** Somebody of the household, with the times there, oldest first; a person without a household stands alone. */
interface Member {
  person: PersonRecord;
  stays: readonly Membership[];
  /** The last of them. */
  membership?: Membership;
  signals: readonly Signal[];
}

/** Everything known of a household (or of a person), on one time line; undefined where there is nobody. */
export async function fileOf(ports: FilePorts, id: string): Promise<File | undefined> {
  const members = await membersOf(ports, id);
  if (members.length === 0) return undefined;
  const present = members.filter(({ membership }) => membership?.until === undefined);
  const head = present.find(({ membership }) => membership?.relation !== undefined && membership.relation === 'head');
  const home = homeOf((head ?? present[0] ?? members[0])?.person, ports.province);
  const timeline = [
    ...members.flatMap((member) => memberEntries(ports, member)),
    ...(await subjectEntries(ports, id, present)),
  ];
  return {
    id,
    place: home === undefined ? '' : fullDivisionName(home, ports.province.divisions),
    members: members.map((member) => memberView(ports, member)),
    timeline: timeline.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  };
}

/** Head first; each with the signals of the time in this household: what came after somebody left is not this household's. */
async function membersOf({ people, signals }: FilePorts, id: string): Promise<Member[]> {
  const memberships = id.startsWith('h-') ? await people.members(id) : [];
  const ids = id.startsWith('h-') ? [...new Set(memberships.map(({ person }) => person))] : [id];
  const [records, known] = await Promise.all([people.get(ids), signals.of(ids)]);
  const members = ids.flatMap((person): Member[] => {
    const record = records.get(person);
    if (!record) return [];
    const stays = memberships.filter((each) => each.person === person).sort(byBeginning);
    const membership = stays.at(-1);
    const { until } = membership ?? {};
    const own = (known.get(person) ?? []).filter(({ on }) => until === undefined || on < until);
    return [{ person: record, stays, signals: own, ...(membership && { membership }) }];
  });
  const rank = ({ membership }: Member) =>
    Number(membership?.until !== undefined) * 2 + Number(membership?.relation !== 'head');
  return members.toSorted((a, b) => rank(a) - rank(b));
}

function memberEntries({ province }: FilePorts, { person, stays, signals }: Member): TimelineEntry[] {
  const who = { id: person.id, maskedName: maskName(person.name?.value ?? '') };
  return [...ofSignals(province, who, signals), ...stays.flatMap((stay) => ofMembership(who, stay))];
}

/** Warnings, notices and statements: of the household, and of its members from when they stood alone. */
async function subjectEntries(ports: FilePorts, id: string, present: readonly Member[]): Promise<TimelineEntry[]> {
  const subjects = [...new Set([id, ...present.map(({ person }) => person.id)])];
  const entries = await inParallel(8, subjects, async (subject) => {
    const [warnings, notices, statements] = await Promise.all([
      ports.warnings.all(subject),
      ports.notices.of(subject),
      ports.statements.of(subject),
    ]);
    return [
      ...warnings.flatMap((warning) => ofWarning(ports.province, warning)),
      ...(await ofNotices(ports, notices)),
      ...statements.map(ofStatement),
    ];
  });
  return entries.flat();
}

function memberView({ province }: FilePorts, { person, membership, signals }: Member): File['members'][number] {
  const names = new Map(province.profile.roster.categories.map(({ key, name }) => [key, name]));
  const { relation, from, until } = membership ?? {};
  return {
    id: person.id,
    maskedName: maskName(person.name?.value ?? ''),
    ...(relation && { relation }),
    ...(from && { from }),
    ...(until && { until }),
    ...(person.diedOn && { diedOn: person.diedOn }),
    categories: effective(signals, 'roster')
      .flatMap(({ categories }) => categories)
      .map((category) => ({
        key: category.key,
        name: names.get(category.key) ?? category.key,
        from: category.from,
        ...(category.until && { until: category.until }),
      })),
  };
}
