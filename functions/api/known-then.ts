import type { Member } from '../../domain/scoring/assessment.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import type { Signal } from '../../domain/signal.ts';
import type { Warning } from '../../domain/warning.ts';
import type { Membership } from '../shared/people.ts';
import type { Tombstone } from '../shared/signals.ts';
import type { ApiPorts } from './ports.ts';

/** All that the hub holds of a subject, from which it can be told what it held before. */
export interface Holdings {
  people: readonly string[];
  /** None of a person who stands alone. */
  stays: readonly Membership[];
  signals: ReadonlyMap<string, readonly Signal[]>;
  tombstones: ReadonlyMap<string, Tombstone>;
}

export async function holdingsOf(
  { people, signals }: Pick<ApiPorts, 'people' | 'signals'>,
  subject: string,
): Promise<Holdings> {
  const household = subject.startsWith('h-');
  const stays = household ? await people.members(subject) : [];
  const ids = household ? [...new Set(stays.map(({ person }) => person))].sort() : [subject];
  const known = await signals.of(ids);
  const retracted = [...known.values()].flat().filter((signal) => signal.retracted);
  const tombstones = await signals.tombstones(retracted.map(({ eventKey }) => eventKey));
  return { people: ids, stays, signals: known, tombstones };
}

/** The members of that day, with the signals stored by then; what was retracted later still stands. */
export function membersThen({ people, stays, signals, tombstones }: Holdings, at: number): Member[] {
  const day = dayOf(at);
  const here = (person: string) =>
    stays.length === 0 ||
    stays.some((stay) => stay.person === person && stay.from <= day && (stay.until === undefined || day < stay.until));
  return people.filter(here).map((person) => ({
    person,
    signals: (signals.get(person) ?? [])
      .filter(({ storedAt }) => storedAt <= at)
      .map((signal) => {
        const tombstone = tombstones.get(signal.eventKey);
        if (!signal.retracted || tombstone === undefined || tombstone.at <= at) return signal;
        const { retracted: _later, ...standing } = signal;
        return standing;
      }),
  }));
}

/** The newest warning that had been raised by then, as far as its outcome was known. */
export function latestThen(warnings: readonly Warning[], at: number): Warning | undefined {
  const warning = warnings.filter(({ raisedAt }) => raisedAt <= at).at(-1);
  if (warning?.closedAt === undefined || warning.closedAt <= at) return warning;
  const { outcome: _later, closedAt: _then, ...before } = warning;
  return { ...before, status: 'raised' };
}
