import * as z from 'zod';
import { inParallel } from '../shared/in-parallel.ts';
import type { NoticeKey } from '../shared/notices.ts';
import { log } from '../shared/telemetry.ts';

const message = z.object({ messageId: z.string(), body: z.string() });
const batch = z.object({ Records: z.array(message) });
const noticeKey = z.object({ subject: z.string(), id: z.string() });

/** As many as a batch holds: one slow answer of a provider does not use up the time of the others. */
const AT_ONCE = 10;

/** A batch of the SMS queue: what fails is reported by its id and comes again, then rings in the DLQ. */
export const onQueue = (send: (key: NoticeKey) => Promise<void>) => async (event: unknown) => {
  const failed = await inParallel(AT_ONCE, batch.parse(event).Records, async ({ messageId, body }) => {
    try {
      await send(noticeKey.parse(JSON.parse(body)));
      return [];
    } catch (error) {
      log.error('A notice could not be sent', error, { messageId });
      return [{ itemIdentifier: messageId }];
    }
  });
  return { batchItemFailures: failed.flat() };
};
