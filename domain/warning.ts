import * as z from 'zod';

/** Where a warning stands. `paused` and `referred` are flags beside it (design: states are a table, see warning-acts.ts). */
export const statusSchema = z.enum(['raised', 'accepted', 'visited', 'resolved', 'withdrawn', 'merged']);
export type Status = z.output<typeof statusSchema>;

/** One reason of a warning: the indicator, whose it is, its points, and since and until when it counts. */
export const factorSchema = z.object({
  indicator: z.string(),
  name: z.string(),
  person: z.string(),
  points: z.number(),
  /** Day of the newest signal behind it. */
  on: z.string(),
  /** Epoch ms at which it stops counting, unless something new comes. */
  expiresAt: z.number().optional(),
  /** Ledger keys of the events behind it, newest last, at most five. */
  events: z.array(z.string()),
  /** When the hub stored the newest of them, epoch ms. */
  storedAt: z.number(),
  opens: z.boolean(),
  /** True where the factor is another member's reason and adds nothing to the score. */
  beside: z.literal(true).optional(),
  /** What whoever acts on it reads, in Chinese, e.g. “近12个月医疗个人负担21,300.00元,达到20,000元”. */
  text: z.string(),
});
export type Factor = z.output<typeof factorSchema>;

/** A step of the escalation ladder, frozen when the warning was raised; offices are resolved to people at sending. */
export const stepSchema = z.object({
  at: z.number(),
  when: z.string(),
  role: z.enum(['township', 'county', 'prefecture', 'province']),
  notice: z.enum(['due-soon', 'urge', 'overdue-reminder']),
  /** The deadline it belongs to; without it the visit's. */
  of: z.literal('feedback').optional(),
  by: z.enum(['digest', 'sms']),
  office: z.string().optional(),
  doneAt: z.number().optional(),
});
export type Step = z.output<typeof stepSchema>;

const deadline = z.object({
  at: z.number(),
  /** The calendar lacks a year that it crosses: counted by weekdays, and counted anew once the calendar has it. */
  provisional: z.boolean(),
  why: z.string(),
  /** From when it was counted: by this and its limit it is counted anew where the calendar is corrected. */
  from: z.number().optional(),
  /** As the profile has it, e.g. `8 workdays`. */
  limit: z.string().optional(),
  /** Working time from `from` on, ms, where it was extended or resumed: by this it is counted anew, not by the profile's limit. */
  work: z.number().optional(),
  /** Runs, and pauses, in natural time; without it in working time. */
  unit: z.literal('hours').optional(),
});
export type Deadline = z.output<typeof deadline>;

/** The clock stands still. The deadlines that stand beside it are those that will hold if it runs on at `until`. */
const pauseSchema = z.object({
  at: z.number(),
  until: z.number(),
  by: z.string(),
  reason: z.string(),
  /** As they stood at pausing. */
  visitDue: deadline,
  feedbackDue: deadline,
});

/** A request that was taken, by the client's key: sent again, it changes nothing. */
const requestSchema = z.object({ key: z.string(), digest: z.string() });

export const outcomes = z.enum([
  'aided',
  'applying',
  'already-aided',
  'not-eligible',
  'declined',
  'away',
  'referred',
  'unreachable',
  'deceased',
  'false-alarm',
]);
export type Outcome = z.output<typeof outcomes>;

export const needs = z.enum(['living', 'medical', 'education', 'housing', 'employment', 'care', 'other']);
export const met = z.enum(['self', 'family', 'neighbour', 'nobody']);

/** What a worker found at the door; personal, sealed with the warning. `request` tells a repeated request from another. */
export const visitSchema = z.object({
  visitedAt: z.number(),
  met,
  findings: z.string(),
  needs: z.array(needs),
  note: z.string().optional(),
  photos: z.array(z.string()).optional(),
  by: z.string(),
  at: z.number(),
  request: requestSchema.optional(),
});
export type Visit = z.output<typeof visitSchema>;

/** One warning: one subject in one cycle. Instants are epoch ms; levels are the profile's keys. */
export const warningSchema = z.object({
  id: z.string(),
  subject: z.string(),
  cycle: z.int(),
  /** What people call it by phone: `W2611-01234567`. */
  number: z.string(),
  version: z.int(),
  status: statusSchema,
  paused: z.boolean(),
  referred: z.boolean(),
  /** The township that works it, 9 digits; above township level zero-padded and listed to that level's office. */
  township: z.string(),
  office: z.string().optional(),
  /** Set where staff gave it to somebody else: what routing said then, and the office where it was named. */
  assigned: z.object({ routed: z.string(), office: z.string().optional() }).optional(),
  /** Who had it before, and up to which version: their late visits are still taken. The newest last, at most five. */
  formerly: z.array(z.object({ township: z.string(), until: z.int() })).optional(),
  /** Rises only, until feedback. */
  peakLevel: z.string(),
  /** What the facts say now; undefined where they no longer reach any level. */
  level: z.string().optional(),
  score: z.number(),
  factors: z.array(factorSchema),
  headName: z.string().optional(),
  householdSize: z.int(),
  profileVersion: z.string(),
  raisedAt: z.number(),
  changedAt: z.number(),
  visitDue: deadline,
  feedbackDue: deadline,
  /** The deadline in force: visiting until visited, then feedback. */
  dueAt: z.number(),
  pause: pauseSchema.optional(),
  /** The number of the warning that was reopened as this one. */
  reopens: z.string().optional(),
  rescoreAt: z.number().optional(),
  nextStepAt: z.number().optional(),
  steps: z.array(stepSchema),
  visits: z.array(visitSchema).optional(),
  /** Requests of other acts than visits, the newest last, at most four. */
  requests: z.array(requestSchema).optional(),
  outcome: z
    .object({
      outcome: outcomes,
      at: z.number(),
      by: z.string(),
      note: z.string().optional(),
      programmes: z.array(z.string()).optional(),
    })
    .optional(),
  closedAt: z.number().optional(),
});
export type Warning = z.output<typeof warningSchema>;

/** What changed a warning, kept with each version for good. */
export const historySchema = z.object({
  subject: z.string(),
  cycle: z.int(),
  version: z.int(),
  at: z.number(),
  change: z.enum([
    'raised',
    'level-raised',
    'rescored',
    'step',
    'accepted',
    'visited',
    'resolved',
    'withdrawn',
    'merged',
    'corrected',
    'reassigned',
    'handed-over',
    'extended',
    'paused',
    'resumed',
    'reopened',
    'referred',
  ]),
  /** Who: `hub` or a staff subject. */
  by: z.string(),
  level: z.string().optional(),
  score: z.number(),
  profileVersion: z.string(),
  detail: z.string().optional(),
});
export type History = z.output<typeof historySchema>;

const open: readonly Status[] = ['raised', 'accepted', 'visited'];
export const isOpen = (warning: { status: Status }) => open.includes(warning.status);
/** What ends with a warning, whatever ended it: no step, no re-scoring and no pause is left. */
export const closed = ({ pause: _over, ...warning }: Warning, at: number): Warning => ({
  ...warning,
  paused: false,
  closedAt: at,
  rescoreAt: undefined,
  nextStepAt: undefined,
});
/** Where routing said it is worked: a later look at the same places undoes nothing that staff decided since. */
export const routedTo = ({ township, assigned }: Pick<Warning, 'township' | 'assigned'>) =>
  assigned?.routed ?? township;
export const warningId = (subject: string, cycle: number) => `${subject}.${cycle}`;
/** Reads `<subject>.<cycle>` back; undefined where it is none. */
export function parseWarningId(id: string): { subject: string; cycle: number } | undefined {
  const parts = /^([phl]-[A-Za-z0-9_-]{1,40})\.([1-9]\d{0,4})$/.exec(id);
  return parts?.[1] && parts[2] ? { subject: parts[1], cycle: Number(parts[2]) } : undefined;
}
