import * as z from 'zod';
import type { Profile } from './profile.ts';
import { services } from './service-match.ts';
import type { Day } from './shanghai-day.ts';
import { periodOf } from './statement-period.ts';
import { met, needs, stepSchema } from './warning.ts';

/** `planned` is open; all others are over. The hub itself only ever plans, moves, cancels and takes a cancelling back. */
export const plannedVisitStatus = z.enum(['planned', 'done', 'moved-away', 'refused', 'cancelled']);
export type PlannedVisitStatus = z.output<typeof plannedVisitStatus>;

/** One line of the checklist, as the worker found it. */
export const answerSchema = z.object({ item: z.string(), ok: z.boolean(), note: z.string().optional() });

/** Why nobody has to go there any more. */
export const overtakenBy = z.enum([
  'died',
  'moved-away',
  'joined',
  'off-roster',
  'warned',
  'lapsed',
  'no-watch',
  'visited-later',
]);
export type Overtaken = z.output<typeof overtakenBy>;

/** Somebody stood at the door; personal, sealed. `request` tells a repeated request from another. */
const callSchema = z.object({
  visitedAt: z.number(),
  met,
  answers: z.array(answerSchema),
  needs: z.array(needs),
  services: z.array(services),
  note: z.string().optional(),
  by: z.string(),
  at: z.number(),
  request: z.object({ key: z.string(), digest: z.string() }).optional(),
});
export type Call = z.output<typeof callSchema>;

/**
 * A visit that a province's rules ask for in each period (季度排查, 探访关爱), whether or not anything was reported. One
 * household, one watch, one period, one visit: its id is a hash of the three. Instants are epoch ms, days Asia/Shanghai.
 */
export const plannedVisitSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  dueAt: z.number(),
  /** The township that goes there, 9 digits. */
  area: z.string(),
  subject: z.string(),
  status: plannedVisitStatus,
  /** The watch by its name in the profile, with the checklist as it was when the visit was planned. */
  watch: z.string(),
  checklist: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  /** The township that the household's address leads to; somebody may have been asked in its place. */
  home: z.string(),
  /** 12 digits, where the address names one. */
  village: z.string().optional(),
  plannedAt: z.number(),
  due: z.object({ at: z.number(), provisional: z.boolean(), why: z.string() }),
  steps: z.array(stepSchema),
  nextStepAt: z.number().optional(),
  /** Those in vain included; the last one is what counts. */
  calls: z.array(callSchema),
  handed: z.array(z.object({ at: z.number(), by: z.string(), from: z.string(), to: z.string(), reason: z.string() })),
  closed: z
    .object({ at: z.number(), by: z.string(), because: overtakenBy.optional(), note: z.string().optional() })
    .optional(),
});
export type PlannedVisit = z.output<typeof plannedVisitSchema>;
export type Watch = Profile['watch'][number];

/** The period of a watch that holds a day. */
export const watchPeriod = ({ every }: Pick<Watch, 'every'>, day: Day) => periodOf(every, day);

/** What the id is a hash of: derived again by a repeated run, a visit meets its own row. */
export const visitIdParts = ({ name }: Pick<Watch, 'name'>, { from }: { from: Day }, subject: string) =>
  ['planned-visit', name, from, subject] as const;

export const visitStatusNames: Readonly<Record<PlannedVisitStatus, string>> = {
  planned: '待走访',
  done: '已走访',
  'moved-away': '已搬走',
  refused: '本人谢绝',
  cancelled: '不用走访',
};

export const overtakenNames: Readonly<Record<Overtaken, string>> = {
  died: '本人已去世',
  'moved-away': '已迁出本省',
  joined: '已并入家庭,随家庭走访',
  'off-roster': '名册上已不是这类对象',
  warned: '已有预警,随预警一起核查',
  lapsed: '到后一期结束仍没有走访',
  'no-watch': '规则里已没有这项走访',
  'visited-later': '已由后一期的走访代替',
};
