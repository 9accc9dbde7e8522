import * as z from 'zod';
import { eventNames } from './events/schemas.ts';

/**
 * What scoring and statements keep of an event: small, keyed by person, amounts in fen, days in Asia/Shanghai.
 * `eventKey` names the event in the ledger; `source` is a short hash of the CloudEvents source; `time` is the source's
 * clock and `storedAt` the hub's, both epoch ms. `person` is the personId, or the lead's id where nobody is known yet.
 */
const base = {
  eventKey: z.string(),
  person: z.string(),
  on: z.string(),
  time: z.number(),
  storedAt: z.number(),
  source: z.string(),
  department: z.string(),
  retracted: z.literal(true).optional(),
};

const fen = z.int();

export const signalSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('roster'),
    categories: z.array(z.object({ key: z.string(), from: z.string(), until: z.string().optional() })),
    household: z
      .object({ id: z.string(), relation: z.enum(['head', 'spouse', 'child', 'parent', 'other']), since: z.string() })
      .optional(),
    income: z
      .object({ fen, per: z.enum(['month', 'year']), of: z.enum(['person', 'household']), asOf: z.string() })
      .optional(),
    residence: z.string().optional(),
    registered: z.string().optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('medical-expense'),
    settlement: z.string(),
    visit: z.enum(['inpatient', 'outpatient', 'chronic', 'pharmacy', 'maternity']),
    burden: fen,
    refund: z.boolean(),
  }),
  z.object({ ...base, kind: z.literal('medical-burden'), from: z.string(), burden: fen }),
  z.object({
    ...base,
    kind: z.literal('hospitalization'),
    admittedOn: z.string(),
    dischargedOn: z.string().optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('chronic-disease'),
    seriousness: z.enum(['chronic', 'serious']),
    validUntil: z.string().optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('disability'),
    disability: z.int(),
    grade: z.int(),
    status: z.enum(['valid', 'cancelled', 'expired']),
  }),
  z.object({ ...base, kind: z.literal('unemployment') }),
  z.object({ ...base, kind: z.literal('reemployment') }),
  z.object({ ...base, kind: z.literal('university-admission'), year: z.int() }),
  z.object({ ...base, kind: z.literal('education-expense'), schoolYear: z.string(), amount: fen }),
  z.object({ ...base, kind: z.literal('income-drop'), before: fen, after: fen }),
  z.object({ ...base, kind: z.literal('accident'), accident: z.string() }),
  z.object({
    ...base,
    kind: z.literal('self-report'),
    need: z.string(),
    via: z.string(),
    lead: z.boolean(),
    /** Key of the lead's event, where this says whom a lead was about. */
    joined: z.string().optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('benefit-granted'),
    grant: z.string(),
    household: z.boolean(),
    programme: z.string(),
    aidType: z.enum(['basic', 'special', 'emergency', 'supplementary']),
    amount: fen.optional(),
    inKind: z.string().optional(),
    period: z.string().optional(),
    status: z.enum(['granted', 'paid', 'returned']),
    payee: z.string().optional(),
    reimbursement: z.boolean(),
  }),
  z.object({
    ...base,
    kind: z.literal('application'),
    application: z.string(),
    programme: z.string(),
    status: z.string(),
  }),
  z.object({ ...base, kind: z.literal('move'), residence: z.string(), registered: z.string().optional() }),
  z.object({ ...base, kind: z.literal('death') }),
]);

export type Signal = z.output<typeof signalSchema>;
export type SignalKind = Signal['kind'];
export type SignalOf<K extends SignalKind> = Extract<Signal, { kind: K }>;
export const signalKinds = eventNames.exclude(['retraction']);

/** Newest by the source's clock; the event key breaks ties, so that the choice never depends on the order of arrival. */
export const newer = (a: Signal, b: Signal) => a.time - b.time || (a.eventKey < b.eventKey ? -1 : 1);

/** The signals of one kind, retracted ones left out, in a fixed order. */
export const ofKind = <K extends SignalKind>(signals: readonly Signal[], kind: K): SignalOf<K>[] =>
  signals.filter((signal): signal is SignalOf<K> => signal.kind === kind && !signal.retracted).sort(newer);

/** One signal per business key: the newest counts, by whatever road it came. */
export function newestBy<S extends Signal>(signals: readonly S[], key: (signal: S) => string): S[] {
  const newest = new Map<string, S>();
  for (const signal of [...signals].sort(newer)) newest.set(key(signal), signal);
  return [...newest.values()];
}
