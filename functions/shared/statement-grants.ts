import { membershipsOf } from '../../domain/membership.ts';
import type { Province } from '../../domain/province.ts';
import { newestBy, type Signal, type SignalOf } from '../../domain/signal.ts';
import type { Grant } from '../../domain/statement-counted.ts';
import type { PersonRecord } from './people.ts';
import { nameOf } from './statement-people.ts';

/** All grants of these people in their newest form; one whose event was taken back is shown as never given. */
export function grantsOf(
  { profile }: Province,
  people: readonly PersonRecord[],
  signals: ReadonlyMap<string, readonly Signal[]>,
): Grant[] {
  const departments = new Map(profile.departments.map(({ key, name }) => [key, name]));
  return people.flatMap((person) =>
    newestForms((signals.get(person.id) ?? []).filter((signal) => signal.kind === 'benefit-granted')).map((signal) => ({
      key: signal.grant,
      person: { personId: person.id, name: nameOf(person) },
      programme: signal.programme,
      department: departments.get(signal.department) ?? signal.department,
      aidType: signal.aidType,
      grantedOn: signal.on,
      period: signal.period,
      amountFen: signal.amount,
      inKind: signal.inKind,
      status: signal.retracted ? 'retracted' : signal.status,
      payee: signal.payee,
      reimbursement: signal.reimbursement,
      storedAt: signal.storedAt,
    })),
  );
}

/** The newest form that stands; where every form was taken back, the last of those, so that an earlier sheet is put right. */
function newestForms(signals: readonly SignalOf<'benefit-granted'>[]): SignalOf<'benefit-granted'>[] {
  const byGrant = ({ grant }: SignalOf<'benefit-granted'>) => grant;
  const standing = newestBy(
    signals.filter(({ retracted }) => !retracted),
    byGrant,
  );
  const stands = new Set(standing.map(byGrant));
  return [
    ...standing,
    ...newestBy(
      signals.filter((signal) => !stands.has(signal.grant)),
      byGrant,
    ),
  ];
}

/** Everybody's own statements, and those of each household they ever lived in: what their aid may have been stated on. */
export function subjectsEver(
  { profile }: Province,
  people: readonly PersonRecord[],
  signals: ReadonlyMap<string, readonly Signal[]>,
): Set<string> {
  return new Set(
    people.flatMap(({ id, household }) => [
      id,
      ...(household === undefined ? [] : [household]),
      ...membershipsOf(signals.get(id) ?? [], profile.roster.householdFrom).map((stay) => stay.household),
    ]),
  );
}
