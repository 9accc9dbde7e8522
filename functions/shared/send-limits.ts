import type { SendLimit } from '../../domain/sms-limits.ts';

/** Counters of what was sent, by provider, recipient and time. A count that finds no room is left as it was. */
export interface SendLimits {
  /** Takes the room; else tells when there is some again (epoch ms, `Infinity`: never, it is larger than the whole limit). */
  take(limit: SendLimit, at: number): Promise<number | undefined>;
  /** Of a message that certainly was not sent. */
  giveBack(limit: SendLimit): Promise<void>;
}

/** Takes from every limit or, in the end, from none; then tells when to come again. Cut short in between, too much is counted, never too little. */
export async function takeAll(
  limits: SendLimits,
  wanted: readonly SendLimit[],
  at: number,
): Promise<number | undefined> {
  const taken: SendLimit[] = [];
  for (const limit of wanted) {
    const freeAt = await limits.take(limit, at);
    if (freeAt !== undefined) {
      await giveBackAll(limits, taken);
      return freeAt;
    }
    taken.push(limit);
  }
  return undefined;
}

export async function giveBackAll(limits: SendLimits, taken: readonly SendLimit[]): Promise<void> {
  for (const limit of taken) await limits.giveBack(limit);
}
