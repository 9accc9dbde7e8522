import { isNoticeRow, noticeOf } from '../shared/dynamo/notices.ts';
import type { Sealer } from '../shared/sealing.ts';
import { type SendOnPorts, sendOn } from '../shared/send-on.ts';
import { onStream } from '../shared/stream.ts';

/** New notices, straight from the outbox: the row is the notice, and this only sets it moving. */
export const dispatchNotices = (ports: SendOnPorts & { sealer: Sealer }) =>
  onStream({
    read: async (item) => (isNoticeRow(item) ? noticeOf(ports.sealer, item) : undefined),
    run: (notices) => sendOn(ports, notices),
    // A notice that cannot be read tells nobody: it comes again, and in the end rings in the failures queue.
    unreadable: async (_item, error) => {
      throw error;
    },
  });
