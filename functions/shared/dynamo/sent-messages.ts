import * as z from 'zod';
import { MESSAGES_KEPT_MS, type MessageName, type SentMessages } from '../sent-messages.ts';
import { ABSENT, epochSecond } from './row.ts';
import { type StoreDeps, Table } from './table.ts';

/** p P#provider#message · s hash of the recipient's number · rf our reference · ttl */
const row = z.object({ rf: z.string() });

/** Messages in the table of notices: one unit each way, and nothing personal. A row without a status is no notice to the stream. */
export function dynamoSentMessages(deps: Pick<StoreDeps, 'client' | 'table' | 'meter'>): SentMessages {
  const table = new Table(deps);
  return {
    async put({ reference, at, ...message }) {
      const ttl = epochSecond(at + MESSAGES_KEPT_MS);
      await table.put({ ...keyOf(message), rf: reference, ttl }, ABSENT);
    },
    async find(message) {
      const item = await table.get(keyOf(message));
      return item && row.parse(item).rf;
    },
  };
}

const keyOf = ({ provider, message, recipient }: MessageName) => ({ p: `P#${provider}#${message}`, s: recipient });
