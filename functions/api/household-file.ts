import type * as z from 'zod';
import { fullDivisionName } from '../../domain/division.ts';
import { headAmong } from '../../domain/household-head.ts';
import { leadsAmong } from '../../domain/lead.ts';
import { maskName } from '../../domain/masking.ts';
import { effective } from '../../domain/scoring/effective.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { PersonRecord } from '../shared/people.ts';
import { homeOf, placesOf } from '../shared/staff-api/area.ts';
import type { Staff } from '../shared/staff-token.ts';
import { contactOf } from './contact-view.ts';
import { hintsFor } from './hint-views.ts';
import type { householdFile } from './household-answers.ts';
import { type Member, membersOf } from './household-members.ts';
import type { ApiPorts } from './ports.ts';
import {
  ofCall,
  ofMembership,
  ofNotices,
  ofPlannedVisit,
  ofReferral,
  ofSignals,
  ofStatement,
  ofWarning,
  type TimelineEntry,
} from './timeline.ts';

type File = z.output<typeof householdFile>;
type FilePorts = Pick<
  ApiPorts,
  | 'people'
  | 'signals'
  | 'warnings'
  | 'notices'
  | 'optOuts'
  | 'statements'
  | 'visits'
  | 'referrals'
  | 'orders'
  | 'province'
  | 'hasher'
  | 'clock'
>;

/** Everything known of a household (or of a person), on one time line; undefined where there is nobody. */
export async function fileOf(ports: FilePorts, staff: Staff, id: string): Promise<File | undefined> {
  const members = await membersOf(ports, id);
  if (members.length === 0) return undefined;
  const present = members.filter(({ membership }) => membership?.until === undefined);
  const head = headOf(present);
  const timeline = [
    ...members.flatMap((member) => memberEntries(ports, member)),
    ...(await subjectEntries(ports, id, present)),
  ];
  const household = new Map(present.map(({ person }) => [person.id, person]));
  return {
    id,
    ...places(ports, (head?.member ?? present[0] ?? members[0])?.person),
    ...(id.startsWith('h-') && head && { head: { id: head.member.person.id, acting: head.acting } }),
    hints: await hintsFor(ports, staff, id),
    members: await inParallel(8, members, (member) => memberView(ports, member, household)),
    timeline: timeline.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  };
}

function headOf(present: readonly Member[]): { member: Member; acting: boolean } | undefined {
  const chosen = headAmong(
    present.map((member) => {
      const { id, diedOn, idNumber } = member.person;
      const { relation = 'other', from = '' } = member.membership ?? {};
      return { person: id, relation, from, diedOn, idNumber, member };
    }),
  );
  return chosen && { member: chosen.head.member, acting: chosen.acting };
}

/** Where the household is worked, and where its head is registered, if that is elsewhere. */
function places(
  { province }: FilePorts,
  head: PersonRecord | undefined,
): Pick<File, 'place' | 'registeredPlace' | 'routedBy'> {
  const name = (code: string | undefined) => (code === undefined ? '' : fullDivisionName(code, province.divisions));
  const place = name(homeOf(head, province));
  const registered = name(placesOf(head, province).registered);
  return {
    place,
    ...(registered !== '' && registered !== place && { registeredPlace: registered }),
    routedBy: province.profile.scoring.routeBy,
  };
}

function memberEntries({ province }: FilePorts, { person, stays, signals }: Member): TimelineEntry[] {
  const who = { id: person.id, maskedName: maskName(person.name?.value ?? '') };
  return [...ofSignals(province, who, signals), ...ofMembership(who, stays)];
}

/** Warnings, notices and statements: of the household, of its members from when they stood alone, and of joined leads. */
async function subjectEntries(ports: FilePorts, id: string, present: readonly Member[]): Promise<TimelineEntry[]> {
  const subjects = [...new Set([id, ...present.map(({ person }) => person.id), ...leadsAmong(present)])];
  const entries = await inParallel(8, subjects, async (subject) => {
    const [warnings, notices, statements, deliveries, visits, referrals, orders] = await Promise.all([
      ports.warnings.all(subject),
      ports.notices.of(subject),
      ports.statements.of(subject),
      ports.statements.deliveriesOf(subject),
      ports.visits.of(subject),
      ports.referrals.of(subject),
      ports.orders.of(subject),
    ]);
    const delivered = new Map(deliveries.map((each) => [each.statement, each]));
    return [
      ...warnings.flatMap((warning) => ofWarning(ports.province, warning)),
      ...(await ofNotices(ports, notices)),
      ...statements.flatMap((issued) => ofStatement(issued, delivered.get(issued.id))),
      ...visits.map(ofPlannedVisit),
      ...referrals.flatMap((referral) => ofReferral(ports.province, referral)),
      ...orders.map(ofCall),
    ];
  });
  return entries.flat();
}

async function memberView(
  ports: FilePorts,
  { person, membership, since, signals }: Member,
  household: ReadonlyMap<string, PersonRecord>,
): Promise<File['members'][number]> {
  const names = new Map(ports.province.profile.roster.categories.map(({ key, name }) => [key, name]));
  const { relation, until } = membership ?? {};
  return {
    id: person.id,
    maskedName: maskName(person.name?.value ?? ''),
    ...(relation && { relation }),
    ...(since && { from: since }),
    ...(until && { until }),
    ...(person.diedOn && { diedOn: person.diedOn }),
    contact: await contactOf(ports, person, household),
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
