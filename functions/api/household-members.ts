import type { Signal } from '../../domain/signal.ts';
import { byBeginning } from '../shared/current-members.ts';
import type { Membership, PersonRecord } from '../shared/people.ts';
import type { ApiPorts } from './ports.ts';

/** Somebody of the household, with the times there, oldest first; a person without a household stands alone. */
export interface Member {
  person: PersonRecord;
  stays: readonly Membership[];
  /** The last of them. */
  membership?: Membership;
  /** Since when without a break: who became head was in it before. */
  since?: string;
  signals: readonly Signal[];
}

/** Head first; each with the signals of the time in this household: what came after somebody left is not this household's. */
export async function membersOf(
  { people, signals }: Pick<ApiPorts, 'people' | 'signals'>,
  id: string,
): Promise<Member[]> {
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
    const since = sinceWhen(stays);
    return [
      { person: record, stays, signals: own, ...(membership && { membership }), ...(since !== undefined && { since }) },
    ];
  });
  const rank = ({ membership }: Member) =>
    Number(membership?.until !== undefined) * 2 + Number(membership?.relation !== 'head');
  return members.toSorted((a, b) => rank(a) - rank(b));
}

/** The beginning of the last unbroken time; a stay that begins on the day the one before ended goes on with it. */
function sinceWhen(stays: readonly Membership[]): string | undefined {
  return stays.reduce<{ since?: string; until?: string }>(
    (run, { from, until }) => ({
      since: run.since !== undefined && run.until === from ? run.since : from,
      ...(until !== undefined && { until }),
    }),
    {},
  ).since;
}
