import { sentCount } from '../../domain/delivery.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { addSums } from '../../domain/statistics.ts';
import type { Counters } from '../shared/counters.ts';
import type { Notices } from '../shared/notices.ts';
import { log } from '../shared/telemetry.ts';

/**
 * Counts messages handed to a provider: one write for each township of a batch, after it. Within the settlement's transaction that would cost more
 * than the message's own rows; so a function that dies between the two counts too few, and none counts twice.
 */
export function sentTally<N extends Pick<Notices, 'settle'>>(counters: Pick<Counters, 'add'>, notices: N) {
  const tally = new Map<string, { township: string; day: string; counts: Record<string, number> }>();

  const settle: Notices['settle'] = async (notice, from, settlement) => {
    const settled = await notices.settle(notice, from, settlement);
    if (settled && settlement.status === 'sent' && settlement.attempt) {
      const { township } = notice;
      const day = dayOf(settlement.at);
      const line = tally.get(`${township}#${day}`) ?? { township, day, counts: {} };
      tally.set(`${township}#${day}`, line);
      addSums(line.counts, sentCount(settlement.attempt.provider));
    }
    return settled;
  };

  /** Writes what was counted; a figure that cannot be written brings no message back. */
  async function flush(): Promise<void> {
    const lines = [...tally.values()];
    tally.clear();
    for (const { township, day, counts } of lines) {
      try {
        await counters.add(township, day, counts);
      } catch (error) {
        log.error('Sent messages could not be counted', error, { township, day });
      }
    }
  }

  return {
    notices: { ...notices, settle },
    /** A handler that writes the tally after each batch, whatever became of it. */
    after:
      <E, A>(handle: (event: E) => Promise<A>) =>
      async (event: E): Promise<A> => {
        try {
          return await handle(event);
        } finally {
          await flush();
        }
      },
  };
}
