import type { Notice } from '../../domain/notice.ts';
import { type SendOnPorts, sendOn } from '../shared/send-on.ts';

/** New notices, straight from the outbox: the row is the notice, and this only sets it moving. */
export const dispatchNotices =
  (ports: SendOnPorts) =>
  async (notices: readonly Notice[]): Promise<void> => {
    await sendOn(ports, notices);
  };
