import type * as z from 'zod';
import { hintsOf } from '../../domain/hints.ts';
import { maskName } from '../../domain/masking.ts';
import type { Signal } from '../../domain/signal.ts';
import { currentMembers } from '../shared/current-members.ts';
import type { PersonRecord } from '../shared/people.ts';
import { may } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { hintView } from './hint-answers.ts';
import type { ApiPorts } from './ports.ts';

type View = z.output<typeof hintView>;
type HintPorts = Pick<ApiPorts, 'people' | 'signals' | 'province' | 'clock'>;

/** What the rules say to look into at this household's door. Its reasons name illness: for those who may see reasons. */
export async function hintsFor(ports: HintPorts, staff: Staff, subject: string): Promise<View[]> {
  if (ports.province.profile.hints.length === 0 || !may(staff.role, 'warnings.reasons')) return [];
  const ids = subject.startsWith('h-')
    ? currentMembers(await ports.people.members(subject)).map(({ person }) => person)
    : [subject];
  const [signals, records] = await Promise.all([ports.signals.of(ids), ports.people.get(ids)]);
  return hintViews(ports, ids, signals, records);
}

function hintViews(
  { province, clock }: HintPorts,
  ids: readonly string[],
  signals: ReadonlyMap<string, readonly Signal[]>,
  records: ReadonlyMap<string, PersonRecord>,
): View[] {
  const members = ids.map((person) => ({ person, signals: signals.get(person) ?? [] }));
  return hintsOf(members, province.profile, clock.now()).map(({ person, ...hint }) => ({
    ...hint,
    person: { id: person, maskedName: maskName(records.get(person)?.name?.value ?? '') },
  }));
}
