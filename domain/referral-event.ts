import type { Referral } from './referral.ts';
import type { WebhookEvent } from './webhook.ts';

/**
 * What the system of a referral's department is told. The same happening has the same id: what was sent anew, or has a new
 * deadline, is another.
 */
export const referralEvent = (
  hash: (...parts: readonly string[]) => string,
  type: Extract<WebhookEvent['type'], `referral.${string}`>,
  { id, department, area, sentAt, dueAt }: Pick<Referral, 'id' | 'department' | 'area' | 'sentAt' | 'dueAt'>,
  now: number,
): WebhookEvent => ({
  id: hash('webhook', type, id, String(sentAt), String(dueAt)),
  type,
  at: now,
  department,
  area,
  referral: id,
});
