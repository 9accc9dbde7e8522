import * as z from 'zod';
import type { NoticeStatus } from './notice.ts';
import { failureCauses } from './sms-failure.ts';

/** Who reports what became of a message, and passes on what people answer. */
export const receiptProviders = z.enum(['aliyun', 'tencent', 'mas']);
export type ReceiptProvider = z.output<typeof receiptProviders>;

/** What a provider says of one message to one number, in whatever form it said so. Nothing personal: it waits in a queue. */
export const receiptSchema = z.object({
  provider: receiptProviders,
  /** The provider's id of the message. */
  message: z.string(),
  /** Keyed hash of the number. */
  recipient: z.string(),
  /** Our own, where the provider gives it back. */
  reference: z.string().optional(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('delivered') }),
    z.object({ kind: z.literal('failed'), cause: failureCauses, reason: z.string() }),
  ]),
  /** By the provider's clock, epoch ms, and never after it came. */
  at: z.number(),
  /** It speaks of the message with all its parts; else perhaps of one part of a long text. */
  whole: z.boolean(),
});
export type Receipt = z.output<typeof receiptSchema>;

/**
 * From where a receipt of delivery moves a notice. Whoever has the text has it: also where it was taken for lost, or waits to be sent
 * anew. But one part that arrived does not make up for another that did not.
 */
export const deliveredFrom = (whole: boolean): readonly NoticeStatus[] =>
  whole ? ['queued', 'held', 'calling', 'sent', 'unknown', 'failed'] : ['calling', 'sent', 'unknown'];
