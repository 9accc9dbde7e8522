import * as z from 'zod';
import { callResults } from './call-standing.ts';
import { needs } from './warning.ts';

export const orderKinds = z.enum(['consult', 'help', 'complaint', 'suggestion']);
export const urgencies = z.enum(['normal', 'urgent', 'emergency']);
export const relations = z.enum(['self', 'family', 'neighbour', 'official', 'other']);
export const satisfactions = z.enum(['satisfied', 'basically', 'not']);
/** 110 police, 119 fire, 120 ambulance, 122 traffic. */
export const emergencyNumbers = z.enum(['110', '119', '120', '122']);
/** Where a matter belongs that no work order may decide. */
export const otherWays = z.enum(['petition', 'litigation', 'other']);

/**
 * Where a work order stands. `received`: with whoever took the call; `disputed`: sent back twice, the county decides whose it
 * is; `closed`: answered, and the caller is still to be called back; `unsatisfied`: they were, and it was not enough.
 */
export const orderStatus = z.enum([
  'received',
  'dispatched',
  'signed',
  'disputed',
  'replied',
  'closed',
  'unsatisfied',
  'finished',
  'redirected',
  'linked',
]);
export type OrderStatus = z.output<typeof orderStatus>;

export const orderActs = [
  'dispatch',
  'sign',
  'return',
  'reassign',
  'extend',
  'pause',
  'resume',
  'conference',
  'reply',
  'close',
  'call-back',
  'redo',
  'redirect',
  'link',
] as const;
export type OrderAct = (typeof orderActs)[number];

/** What an order waits for, each with a deadline of its own. */
export const owedThings = z.enum(['dispatch', 'finish', 'decide', 'close', 'call-back', 'redo']);
export type Owed = z.output<typeof owedThings>;

const deadline = z.object({
  of: owedThings,
  at: z.number(),
  provisional: z.boolean(),
  why: z.string(),
  /** From when and how long it was counted, where it must be counted anew; none once it was extended or paused. */
  counted: z.object({ from: z.number(), amount: z.number(), unit: z.enum(['workdays', 'hours']) }).optional(),
  unit: z.enum(['workdays', 'hours']),
});
export type OrderDeadline = z.output<typeof deadline>;

const about = z.union([
  z.object({ person: z.string() }),
  /** A number that the hub does not know yet; the person is looked for again at each act. */
  z.object({ idNumber: z.string(), name: z.string().optional() }),
  z.object({ lead: z.object({ description: z.string(), division: z.string() }) }),
]);

/** One thing that happened to an order: who, when, why. */
const step = z.object({
  version: z.int(),
  act: z.enum([...orderActs, 'receive', 'remind', 'recount', 'resume-by-itself', 'duplicate']),
  at: z.number(),
  /** A staff subject, or `hub`. */
  by: z.string(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  /** Tells a repeated request from another. */
  request: z.object({ key: z.string(), digest: z.string() }).optional(),
});

/** A work order of the hotline (工单), kept as a task. Instants are epoch ms, divisions 9 digits or 12; sealed at rest as a whole. */
export const hotlineOrderSchema = z.object({
  /** Its number, `G2611-01234567`: unique because it is the key. */
  id: z.string(),
  number: z.string(),
  version: z.int(),
  open: z.boolean(),
  dueAt: z.number(),
  area: z.string(),
  desk: z.string().optional(),
  subject: z.string().optional(),
  kind: orderKinds,
  urgency: urgencies,
  confidential: z.boolean(),
  status: orderStatus,
  /** Where the matter is, by what was said. */
  place: z.string(),
  text: z.string(),
  /** 首问负责: it is theirs until it is handed over, wherever it belongs. */
  firstAccepter: z.object({ by: z.string(), role: z.string(), division: z.string() }),
  /** Office ids. */
  owner: z.string().optional(),
  coOwners: z.array(z.string()),
  /** The county decided whose it is: it cannot be returned again. */
  binding: z.boolean(),
  caller: z.object({ name: z.string().optional(), phone: z.string().optional(), relation: relations.optional() }),
  about: about.optional(),
  hardship: z
    .object({ need: needs, note: z.string().optional(), event: z.string(), time: z.string(), data: z.unknown() })
    .optional(),
  emergencyNumbers: z.array(emergencyNumbers),
  /** The order number of another hotline, kept as it came. */
  outsideNumber: z.string().optional(),
  deadline,
  paused: z.object({ at: z.number(), until: z.number(), reason: z.string() }).optional(),
  /** Workdays granted on top in this round. */
  extended: z.int(),
  /** How often a wrong owner sent it back. */
  returns: z.int(),
  /** 1, and one more with every redo. */
  round: z.int(),
  conferences: z.array(
    z.object({
      at: z.number(),
      by: z.string(),
      offices: z.array(z.string()),
      minute: z.string(),
      decision: z.string(),
    }),
  ),
  replies: z.array(z.object({ at: z.number(), by: z.string(), text: z.string() })),
  callBacks: z.array(
    z.object({
      at: z.number(),
      by: z.string(),
      round: z.int(),
      result: callResults,
      satisfaction: satisfactions.optional(),
      note: z.string().optional(),
    }),
  ),
  redirect: z.object({ to: otherWays, reason: z.string() }).optional(),
  /** The order that this one was found to repeat, and those found to repeat this one. */
  linkedTo: z.string().optional(),
  duplicates: z.array(z.string()),
  steps: z.array(step),
  /** What was said already about the deadline in force, so that nobody hears it twice. */
  reminded: z.array(z.enum(['due-soon', 'overdue'])),
  request: z.object({ key: z.string(), digest: z.string() }).optional(),
  receivedAt: z.number(),
  changedAt: z.number(),
  closedAt: z.number().optional(),
});
export type HotlineOrder = z.output<typeof hotlineOrderSchema>;
export type OrderStep = HotlineOrder['steps'][number];

/** One order of one caller, found by the keyed hash of the phone: stands on no list, and names nobody. */
export const callerOrderSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.literal(false),
  dueAt: z.number(),
  area: z.string(),
  subject: z.string(),
});
export type CallerOrder = z.output<typeof callerOrderSchema>;
