import type { EventData } from '../events/schemas.ts';
import { yearOf } from '../shanghai-day.ts';
import type { SheetType } from './columns.ts';

/** What makes two rows of a type speak of the same thing. */
export interface BusinessKey {
  /** For a keyed hash: they hold the person's number. */
  readonly parts: readonly string[];
  /** Whether of two events of one source with this key the newer one counts by itself; otherwise it has to name the older one. */
  readonly replaces: boolean;
}

type Rules = { [N in SheetType]: (data: EventData<N>) => BusinessKey };

const newestCounts = (...parts: readonly string[]): BusinessKey => ({ parts, replaces: true });
const eachCounts = (...parts: readonly string[]): BusinessKey => ({ parts, replaces: false });

/**
 * One rule a type, as `scoring/effective.ts` counts: what it lets the newest of count replaces by itself. Where a number is
 * given out once for one person (a settlement), the person is no part of the key, so that a mistyped person is corrected too;
 * scoring counts by person, so there the older event has to be named. Two illnesses are two rows, though scoring asks for the
 * newest of a seriousness only.
 */
const rules: Rules = {
  roster: ({ person }) => newestCounts(person.idNumber),
  'medical-expense': ({ settlementId, refund = false }) => eachCounts(settlementId, refund ? 'refund' : 'settlement'),
  'medical-burden': ({ person, asOf }) => newestCounts(person.idNumber, yearOf(asOf)),
  hospitalization: ({ person, admittedOn }) => newestCounts(person.idNumber, admittedOn),
  'chronic-disease': ({ person, seriousness, disease = '' }) => newestCounts(person.idNumber, seriousness, disease),
  disability: ({ person }) => newestCounts(person.idNumber),
  unemployment: ({ person, registeredOn }) => newestCounts(person.idNumber, registeredOn),
  reemployment: ({ person, endedOn }) => newestCounts(person.idNumber, endedOn),
  'university-admission': ({ person, year }) => newestCounts(person.idNumber, String(year)),
  'education-expense': ({ person, schoolYear }) => newestCounts(person.idNumber, yearOf(schoolYear)),
  'income-drop': ({ person }) => newestCounts(person.idNumber),
  accident: ({ person, occurredOn, kind }) => newestCounts(person.idNumber, occurredOn, kind),
  'self-report': ({ person, lead, reportedOn, via, need }) =>
    person
      ? eachCounts('person', person.idNumber, reportedOn, via, need)
      : eachCounts('lead', lead?.division ?? '', lead?.description ?? '', reportedOn, need),
  'benefit-granted': ({ person, grantId }) => newestCounts(person.idNumber, grantId),
  application: ({ person, applicationId }) => newestCounts(person.idNumber, applicationId),
  move: ({ person, on }) => eachCounts(person.idNumber, on),
  death: ({ person }) => newestCounts(person.idNumber),
};

/** The business key of a row's `data` as the event schema parsed it. */
export function businessKey<N extends SheetType>(type: N, data: EventData<N>): BusinessKey {
  const rule: Rules[N] = rules[type];
  return rule(data);
}
