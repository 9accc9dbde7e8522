import * as z from 'zod';
import { sendingAttemptSchema } from './sending-attempt.ts';
import { taskKinds } from './task.ts';

export const noticeKinds = z.enum([
  'warning-raised',
  'level-raised',
  'taken-over',
  'handed-over',
  'due-soon',
  'urge',
  'overdue-reminder',
  'ladder-hole',
  'digest',
  'missed',
  'granted',
  'statement',
  'task-new',
  'task-due-soon',
  'task-urge',
  'task-back',
  'task-answered',
  'task-undelivered',
  'visits-due-soon',
  'visits-urge',
  'visits-overdue-reminder',
  'task-emergency',
  'reports-due-soon',
  'reports-overdue',
]);
export type NoticeKind = z.output<typeof noticeKinds>;

/** `queued → calling → sent → delivered | failed | unknown`; `held` waits for the morning, `cancelled` was overtaken. */
export const noticeStatus = z.enum([
  'queued',
  'held',
  'calling',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'cancelled',
]);
export type NoticeStatus = z.output<typeof noticeStatus>;

const task = z.object({ kind: z.enum(taskKinds), id: z.string() });
const noticeKey = z.object({ subject: z.string(), id: z.string() });

/** A message to one office or one person, by one channel. Its id is a hash of what caused it: derived twice, it is one row. */
export const noticeSchema = z.object({
  subject: z.string(),
  id: z.string(),
  kind: noticeKinds,
  channel: z.enum(['sms', 'digest', 'call-back']),
  audience: z.discriminatedUnion('to', [
    z.object({ to: z.literal('office'), office: z.string(), role: z.string() }),
    z.object({ to: z.literal('person'), person: z.string() }),
  ]),
  /** The warning's version, the event or the statement that caused it. */
  cause: z.string(),
  warning: z.string().optional(),
  /** The work beside warnings that it is about: nobody is urged about what was done meanwhile. */
  task: task.optional(),
  /** 9 digits: where it is worked should it become a call-back. */
  township: z.string(),
  /** Why it went out, in Chinese, for whoever asks later. */
  reason: z.string(),
  /** What a warning's notice was about when it was made: at sending it is held against how the warning stands then. */
  about: z.object({ deadline: z.enum(['visit', 'feedback']), dueAt: z.number(), level: z.string() }).optional(),
  /** What fills the template; personal, sealed at rest. */
  values: z.record(z.string(), z.string()),
  /** Others to the same addressee that are told with this one: the wording for all of them. Personal, sealed at rest. */
  together: z
    .object({
      kind: noticeKinds,
      values: z.record(z.string(), z.string()),
      parts: z.array(noticeKey.extend({ task: task.optional() })),
    })
    .optional(),
  /** The notice that this one is told with. */
  into: noticeKey.optional(),
  status: noticeStatus,
  createdAt: z.number(),
  /** Set when claimed and when settled; epoch ms. */
  claimedAt: z.number().optional(),
  settledAt: z.number().optional(),
  /** Which provider is being called since `claimedAt`, or was called last, and for whose number: a keyed hash. */
  provider: z.string().optional(),
  sentTo: z.string().optional(),
  /** How often it was sent anew because the phone could not be reached. */
  resent: z.int().optional(),
  /** What became of the calls of providers, oldest first. */
  attempts: z.array(sendingAttemptSchema).optional(),
  /** The exact text as it was handed to a provider; personal, sealed at rest. */
  text: z.string().optional(),
  providerId: z.string().optional(),
  /** Why it failed or was cancelled, in Chinese. */
  detail: z.string().optional(),
});
export type Notice = z.output<typeof noticeSchema>;
