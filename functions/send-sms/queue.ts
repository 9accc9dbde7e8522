import * as z from 'zod';
import type { NoticeKey } from '../shared/notices.ts';
import { log } from '../shared/telemetry.ts';

const message = z.object({ messageId: z.string(), body: z.string() });
const batch = z.object({ Records: z.array(message) });
const noticeKey = z.object({ subject: z.string(), id: z.string() });

/** A batch of the SMS queue, message by message: what fails is reported by its id and comes again, then rings in the DLQ. */
export const onQueue = (send: (key: NoticeKey) => Promise<void>) => async (event: unknown) => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of batch.parse(event).Records) {
    try {
      await send(noticeKey.parse(JSON.parse(body)));
    } catch (error) {
      log.error('A notice could not be sent', error, { messageId });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
