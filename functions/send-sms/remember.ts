import type { Notice } from '../../domain/notice.ts';
import { smsReference } from '../shared/sms-reference.ts';
import type { SendSmsPorts } from './ports.ts';

/** Providers whose receipts name a message by their own id only. */
const NAMED_BY_ID: ReadonlySet<string> = new Set(['tencent', 'mas']);

/**
 * Keeps under which reference a provider took a message, where its receipts will not say. Before the notice is settled: cut short
 * between the two, its provider is asked again, and this is made up for.
 */
export async function remember(
  { sentMessages, clock }: Pick<SendSmsPorts, 'sentMessages' | 'clock'>,
  notice: Notice,
  message: string,
): Promise<void> {
  const { provider, sentTo, resent = 0 } = notice;
  if (provider === undefined || sentTo === undefined || !NAMED_BY_ID.has(provider)) return;
  const reference = smsReference({ ...notice, resent });
  await sentMessages.put({ provider, message, recipient: sentTo, reference, at: clock.now() });
}
