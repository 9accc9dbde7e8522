import type { HubEvent } from './events/event.ts';
import type { EventData, EventName } from './events/schemas.ts';
import { dayOf } from './shanghai-day.ts';
import type { Signal, SignalOf } from './signal.ts';

/** What an event's signal needs beside its data: where it stands in the ledger, and the ids the hub gave. */
export interface SignalContext {
  eventKey: string;
  /** personId, or `l-<eventKey>` for a lead. */
  person: string;
  /** Short hash of the CloudEvents source. */
  source: string;
  department: string;
  storedAt: number;
  /** The hub's household id for a department's own, scoped by source; asked for roster events only. */
  householdId: (id: string) => string;
  /** Key of the lead's event that this one joins to its person. */
  joined?: string | undefined;
}

type Own<N extends EventName> = Omit<
  SignalOf<Exclude<N, 'retraction'>>,
  'eventKey' | 'person' | 'time' | 'storedAt' | 'source' | 'department' | 'retracted'
>;

type Rules = {
  [N in Exclude<EventName, 'retraction'>]: (data: EventData<N>, context: SignalContext, time: number) => Own<N>;
};

/** One rule a type: what of it counts, and on which day. */
const rules: Rules = {
  roster: ({ person, categories, household, income }, context, time) => ({
    kind: 'roster',
    on: dayOf(time),
    categories: categories.map(({ key, from, until }) => ({ key, from, ...(until && { until }) })),
    ...(household && {
      household: {
        id: context.householdId(household.id),
        relation: household.relation,
        since: household.since ?? dayOf(time),
      },
    }),
    ...(income && { income: { fen: income.amount, per: income.per, of: income.of, asOf: income.asOf } }),
    ...(person.residenceDivision && { residence: person.residenceDivision }),
    ...(person.registeredDivision && { registered: person.registeredDivision }),
  }),
  'medical-expense': (data) => ({
    kind: 'medical-expense',
    on: data.settledOn,
    settlement: data.settlementId,
    visit: data.visitType,
    burden: data.personalBurden,
    refund: data.refund ?? false,
  }),
  'medical-burden': (data) => ({
    kind: 'medical-burden',
    on: data.asOf,
    from: data.periodFrom,
    burden: data.personalBurden,
  }),
  hospitalization: ({ admittedOn, dischargedOn }) => ({
    kind: 'hospitalization',
    on: dischargedOn ?? admittedOn,
    admittedOn,
    ...(dischargedOn && { dischargedOn }),
  }),
  'chronic-disease': ({ certifiedOn, seriousness, validUntil }) => ({
    kind: 'chronic-disease',
    on: certifiedOn,
    seriousness,
    ...(validUntil && { validUntil }),
  }),
  disability: (data) => ({
    kind: 'disability',
    on: data.certifiedOn,
    disability: data.kind,
    grade: data.grade,
    status: data.status ?? 'valid',
  }),
  unemployment: ({ registeredOn }) => ({ kind: 'unemployment', on: registeredOn }),
  reemployment: ({ endedOn }) => ({ kind: 'reemployment', on: endedOn }),
  'university-admission': ({ year, admittedOn }, _context, time) => ({
    kind: 'university-admission',
    on: admittedOn ?? dayOf(time),
    year,
  }),
  'education-expense': ({ schoolYear, amount }, _context, time) => ({
    kind: 'education-expense',
    on: dayOf(time),
    schoolYear: schoolYear.slice(0, 4),
    amount,
  }),
  'income-drop': ({ before, after }, _context, time) => ({ kind: 'income-drop', on: dayOf(time), before, after }),
  accident: ({ occurredOn, kind }) => ({ kind: 'accident', on: occurredOn, accident: kind }),
  'self-report': ({ reportedOn, need, via, lead }, { joined }) => ({
    kind: 'self-report',
    on: reportedOn,
    need,
    via,
    lead: lead !== undefined,
    ...(joined !== undefined && { joined }),
  }),
  'benefit-granted': (data, context) => ({
    kind: 'benefit-granted',
    on: data.grantedOn,
    grant: `${context.source}:${data.grantId}`,
    household: data.household ?? false,
    programme: data.programme,
    aidType: data.aidType,
    status: data.status,
    reimbursement: data.reimbursement ?? false,
    ...(data.amount !== undefined && { amount: data.amount }),
    ...(data.inKind && { inKind: data.inKind }),
    ...(data.period && { period: data.period }),
    ...(data.payee && { payee: data.payee }),
  }),
  application: (data) => ({
    kind: 'application',
    on: data.on,
    application: data.applicationId,
    programme: data.programme,
    status: data.status,
  }),
  move: ({ on, residence, registered }) => ({ kind: 'move', on, residence, ...(registered && { registered }) }),
  death: ({ diedOn }) => ({ kind: 'death', on: diedOn }),
};

/** The signal an event leaves; a retraction leaves none, it takes one away. */
export function signalOf(event: HubEvent, context: SignalContext): Signal | undefined {
  if (event.name === 'retraction') return undefined;
  // The table pairs each name with its own data; only the pairing is lost on the way through the union.
  const rule = rules[event.name] as (data: HubEvent['data'], context: SignalContext, time: number) => Own<EventName>;
  const { eventKey, person, source, department, storedAt } = context;
  const base = { eventKey, person, source, department, storedAt, time: event.time };
  return { ...rule(event.data, context, event.time), ...base } as Signal;
}

/** Whom an event is about; undefined for a retraction and for a lead without an ID number. */
export function personOf(event: HubEvent) {
  return event.name === 'retraction' ? undefined : event.data.person;
}
