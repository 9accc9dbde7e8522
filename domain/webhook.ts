import * as z from 'zod';

/** What a department's system is told: that there is something to fetch, and nothing personal. */
export const webhookTypes = z.enum([
  'referral.sent',
  'referral.due-soon',
  'referral.overdue',
  'referral.cancelled',
  'list.ready',
  'report.due-soon',
  'report.overdue',
]);

export const webhookEventSchema = z.object({
  /** The same event has the same id, however often it is derived: what receivers tell a repeated delivery by. */
  id: z.string(),
  type: webhookTypes,
  at: z.number(),
  department: z.string(),
  /** 9 digits; endpoints of other areas are not told. */
  area: z.string(),
  /** Of a referral. */
  referral: z.string().optional(),
  /** Of a list: its name and period. */
  list: z.object({ name: z.string(), period: z.string() }).optional(),
  /** Of what is expected and not there: any of these types, by this day. */
  report: z.object({ types: z.array(z.string()), dueOn: z.string() }).optional(),
});
export type WebhookEvent = z.output<typeof webhookEventSchema>;

/** One event on its way to one endpoint, kept as a task: `dueAt` is when it is tried next. */
export const deliverySchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  dueAt: z.number(),
  area: z.string(),
  event: webhookEventSchema,
  /** The area by which the department's endpoint is set. */
  endpoint: z.string(),
  status: z.enum(['waiting', 'delivered', 'given-up', 'dropped']),
  createdAt: z.number(),
  attempts: z.array(z.object({ at: z.number(), result: z.string() })),
});
export type Delivery = z.output<typeof deliverySchema>;

/** How an attempt ended. */
export type AttemptResult =
  | { kind: 'delivered'; status: number }
  /** 410: the receiver wants no more of it. */
  | { kind: 'gone' }
  | { kind: 'failed'; why: string };

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** Gaps before each further try: three days and a bit in all (Standard Webhooks, “Deliverability and reliability”). */
export const RETRY_GAPS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** A delivery after an attempt: done, tried again later, or given up. */
export function afterAttempt(delivery: Delivery, result: AttemptResult, now: number): Delivery {
  const attempts = [...delivery.attempts, { at: now, result: resultText(result) }];
  const next = { ...delivery, version: delivery.version + 1, attempts };
  if (result.kind === 'delivered') return { ...next, status: 'delivered', open: false };
  if (result.kind === 'gone') return { ...next, status: 'dropped', open: false };
  const gap = RETRY_GAPS[attempts.length - 1];
  if (gap === undefined) return { ...next, status: 'given-up', open: false };
  return { ...next, dueAt: now + gap };
}

function resultText(result: AttemptResult): string {
  switch (result.kind) {
    case 'delivered':
      return `${result.status}`;
    case 'gone':
      return '410';
    case 'failed':
      return result.why;
  }
}

/** A delivery as it is made; endpoint by endpoint the same event makes the same one. */
export const newDelivery = (id: string, event: WebhookEvent, endpoint: string, now: number): Delivery => ({
  id,
  version: 1,
  open: true,
  dueAt: now,
  area: DELIVERIES,
  event,
  endpoint,
  status: 'waiting',
  createdAt: now,
  attempts: [],
});

/** All deliveries stand on one list, whichever area they are about: they are few, and one query finds what is due. */
export const DELIVERIES = '000000000';

/** The body as it goes out: thin, so that nothing personal leaves the hub this way. `at` is ISO 8601 with offset. */
export const webhookBody = ({ type, referral, list, report }: WebhookEvent, at: string): string =>
  JSON.stringify({
    type,
    timestamp: at,
    data: {
      ...(referral !== undefined && { id: referral, number: referral }),
      ...(list && { list: list.name, period: list.period }),
      ...(report && { types: report.types, dueOn: report.dueOn }),
    },
  });
