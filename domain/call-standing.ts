import * as z from 'zod';

export const callResults = z.enum(['reached', 'no-answer', 'wrong-number', 'other-person', 'refused']);
type CallResult = z.output<typeof callResults>;

/** After so many calls that reached nobody the hotline stops: somebody has to go there. */
const MOST_ATTEMPTS = 3;

/** Where an outbound call stands after these attempts: whoever was reached, or wanted no call, is not called again. */
export function callStanding(results: readonly CallResult[]): 'open' | 'done' | 'given-up' {
  if (results.some((result) => result === 'reached' || result === 'refused')) return 'done';
  return results.length >= MOST_ATTEMPTS ? 'given-up' : 'open';
}
