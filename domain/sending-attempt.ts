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
