import * as z from 'zod';

/**
 * How one call of a provider ended. `sent`: taken. `busy`, `not-sent`: certainly not sent, another try may succeed. `refused`: not by this
 * provider. `unknown`: nobody can say. `unreachable`, `failed`: what the provider's receipt said after it was taken.
 */
export const sendingAttemptSchema = z.object({
  provider: z.string(),
  /** When it was claimed for this call, or when the receipt came; epoch ms. */
  at: z.number(),
  result: z.enum(['sent', 'busy', 'not-sent', 'refused', 'unknown', 'unreachable', 'failed']),
  /** Chinese, names no person and no number. */
  reason: z.string().optional(),
});
export type SendingAttempt = z.output<typeof sendingAttemptSchema>;

/** Seconds until a provider that was busy is asked again: at once, a minute, four; then it is passed over. */
const BUSY_WAITS = [15, 60, 240] as const;

/** What was tried since it last went out and did not reach the phone: a new sending begins with every provider anew. */
function thisSending(attempts: readonly SendingAttempt[]): readonly SendingAttempt[] {
  return attempts.slice(attempts.findLastIndex(({ result }) => result === 'unreachable') + 1);
}

/** How often a provider ended so in the sending under way. */
export const timesSaid = (
  { attempts = [] }: { attempts?: readonly SendingAttempt[] | undefined },
  provider: string,
  result: SendingAttempt['result'],
): number => thisSending(attempts).filter((each) => each.provider === provider && each.result === result).length;

/** Seconds until a provider that was busy so often is asked again; undefined: no more. */
export const waitWhenBusy = (times: number): number | undefined => BUSY_WAITS[times - 1];

/** Whether a provider will not take this message: it refused it, or was busy for longer than a message waits. */
export const isPassedOver = (notice: Parameters<typeof timesSaid>[0], provider: string): boolean =>
  timesSaid(notice, provider, 'refused') > 0 || timesSaid(notice, provider, 'busy') > BUSY_WAITS.length;
