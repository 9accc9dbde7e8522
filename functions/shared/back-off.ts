import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 800;

/** Waits before try `attempt` (from 1): doubling, with half of it left to chance so that callers do not march in step. */
export async function backOff(attempt: number): Promise<void> {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  await sleep(longest / 2 + (Math.random() * longest) / 2);
}
