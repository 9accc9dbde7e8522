import * as z from 'zod';
import { log } from './telemetry.ts';

const message = z.object({ messageId: z.string(), body: z.string() });
const batch = z.object({ Records: z.array(message) });

/**
 * A batch of a queue, message by message: what fails is reported by its id, comes again, and rings in the DLQ in the end. `later`: there is
 * nothing wrong with it, only its time has not come; it comes again without a line in the log.
 */
export const onMessages =
  <T>(schema: z.ZodType<T>, work: (message: T) => Promise<'done' | 'later'>) =>
  async (event: unknown) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of batch.parse(event).Records) {
      try {
        if ((await work(schema.parse(JSON.parse(body)))) === 'done') continue;
      } catch (error) {
        log.error('A message of a queue could not be dealt with', error, { messageId });
      }
      batchItemFailures.push({ itemIdentifier: messageId });
    }
    return { batchItemFailures };
  };
