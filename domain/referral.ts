import * as z from 'zod';

/** Where a referral stands. `disputed`: sent back once too often, the county decides who does it. */
export const referralStatus = z.enum(['sent', 'signed', 'returned', 'disputed', 'answered', 'cancelled']);
export type ReferralStatus = z.output<typeof referralStatus>;

export const referralResults = z.enum(['handled', 'aided', 'not-eligible', 'rejected']);

/** What was done with a referral, oldest first: who, when, and in their own words why. Sealed with it. */
const step = z.object({
  act: z.enum(['refer', 'sign', 'return', 'resend', 'assign', 'feedback', 'cancel']),
  at: z.number(),
  /** A staff subject, `key:<keyid>` for a department's own system, or `hub`. */
  by: z.string(),
  /** The version that came of it: reminders raise the version too, and an act made on it is none the staler. */
  version: z.int(),
  reason: z.string().optional(),
  /** To whom it was sent, where that changed. */
  department: z.string().optional(),
  request: z.object({ key: z.string(), digest: z.string() }).optional(),
});

/** A matter that one department is asked to deal with for one subject (转办件). Instants are epoch ms; it is kept as a task. */
export const referralSchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  /** Until when the department owes an answer; of one that came back, until when its sender owes a decision. */
  dueAt: z.number(),
  /** Where it comes from: the township of the warning, 9 digits. */
  area: z.string(),
  /** The list of `deskOf` on which it stands; none while it lies with the sender or the county. */
  desk: z.string().optional(),
  subject: z.string(),
  /** What people call it by phone: `Z2611-01234567`. */
  number: z.string(),
  /** By the profile's key. */
  department: z.string(),
  matter: z.string(),
  status: referralStatus,
  warning: z.string(),
  warningNumber: z.string(),
  /** Opened by a finished visit whose findings call for it (一件事), not by hand. */
  joint: z.boolean(),
  /** Whom the department is to look after, where that is known: the head, else the one person. */
  person: z.string().optional(),
  note: z.string().optional(),
  /** Workdays the department has, from each sending on. */
  workdays: z.int(),
  why: z.string(),
  provisional: z.boolean(),
  sentAt: z.number(),
  /** The county gave it to this department: it cannot be returned again. */
  binding: z.boolean(),
  steps: z.array(step),
  feedback: z
    .object({
      result: referralResults,
      programmes: z.array(z.string()),
      note: z.string().optional(),
      at: z.number(),
      by: z.string(),
    })
    .optional(),
  /** What was said already in this round, so that nobody hears it twice. */
  reminded: z.array(z.enum(['due-soon', 'overdue'])),
  closedAt: z.number().optional(),
});
export type Referral = z.output<typeof referralSchema>;

export const referralActs = ['sign', 'return', 'feedback', 'resend', 'assign', 'cancel'] as const;
export type ReferralAct = (typeof referralActs)[number];

/** The states, as a table: what may be done where a referral stands, and where it then stands. What is missing is not open. */
export const referralTransitions = {
  sent: { sign: 'signed', return: 'returned', feedback: 'answered', cancel: 'cancelled' },
  signed: { return: 'returned', feedback: 'answered', cancel: 'cancelled' },
  returned: { resend: 'sent', cancel: 'cancelled' },
  disputed: { assign: 'sent', cancel: 'cancelled' },
  answered: {},
  cancelled: {},
} as const satisfies Record<ReferralStatus, Partial<Record<ReferralAct, ReferralStatus>>>;

/** The acts that are open, whoever may do them, in the order of the work. What the county assigned cannot be returned. */
export const openReferralActs = ({ status, binding }: Pick<Referral, 'status' | 'binding'>): ReferralAct[] =>
  referralActs.filter((act) => act in referralTransitions[status] && !(act === 'return' && binding));

/** A department's list, one a county: a county's own office reads its own, the province's those of all counties. */
export const deskOf = (department: string, area: string) => `${department}.${area.slice(0, 6)}`;

/** A return for want of competence is borne twice (Shandong's rules for hotline orders); the next one goes to the county. */
const MOST_RETURNS = 2;
export const returnedTooOften = ({ steps }: Pick<Referral, 'steps'>): boolean =>
  steps.filter(({ act }) => act === 'return').length >= MOST_RETURNS;

/** What a department's answer says, as people say it. */
export const resultNames: Readonly<Record<z.output<typeof referralResults>, string>> = {
  handled: '已办理',
  aided: '已给予帮扶',
  'not-eligible': '不符合条件',
  rejected: '不予办理',
};

export const referralStatusNames: Readonly<Record<ReferralStatus, string>> = {
  sent: '待签收',
  signed: '办理中',
  returned: '退回转办单位',
  disputed: '待县里指定',
  answered: '已反馈',
  cancelled: '已撤回',
};
