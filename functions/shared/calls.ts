import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import { noticeSchema } from '../../domain/notice.ts';

/** An outbound call that the hotline owes somebody whom no text message reaches. Instants are epoch ms. */
export const callBackSchema = z.object({
  id: z.string(),
  /** First six digits of the township: the hotline's queue. */
  county: z.string(),
  township: z.string(),
  notice: z.object({ subject: z.string(), id: z.string() }),
  kind: noticeSchema.shape.kind,
  audience: noticeSchema.shape.audience,
  /** `cancelled`: the message arrived before anybody called. */
  status: z.enum(['open', 'done', 'given-up', 'cancelled']),
  createdAt: z.number(),
  /** The exact text of the message, or what to say; sealed at rest. */
  text: z.string(),
  attempts: z.array(z.object({ at: z.number(), by: z.string(), result: callResults, note: z.string().optional() })),
  version: z.int(),
});
export type CallBack = z.output<typeof callBackSchema>;

export interface CallBacks {
  /** Opened once for a notice, however often asked. */
  open(call: CallBack): Promise<void>;
  get(id: string): Promise<CallBack | undefined>;
  /** Open ones of a county, oldest first. */
  openIn(county: string, page?: { after?: string; limit?: number }): Promise<{ items: CallBack[]; next?: string }>;
  /** Replaces where the stored version is `call.version - 1`, and counts its newest attempt; closed ones leave the queue. */
  update(call: CallBack): Promise<boolean>;
}

/** `<county>.<createdAt>.<noticeId>`: opaque outside, a key inside. */
export const callBackId = (county: string, createdAt: number, notice: string) => `${county}.${createdAt}.${notice}`;

/** When what its newest attempt counts as happened. */
export const countedAt = ({ attempts, createdAt }: CallBack): number => attempts.at(-1)?.at ?? createdAt;
