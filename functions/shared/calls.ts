import type { Notice } from '../../domain/notice.ts';

export type CallResult = 'reached' | 'no-answer' | 'wrong-number' | 'other-person' | 'refused';

/** An outbound call that the hotline owes somebody whom no text message reaches. */
export interface CallBack {
  id: string;
  /** First six digits of the township: the hotline's queue. */
  county: string;
  township: string;
  notice: { subject: string; id: string };
  kind: Notice['kind'];
  audience: Notice['audience'];
  status: 'open' | 'done' | 'given-up';
  createdAt: number;
  /** The exact text of the message, or what to say; sealed at rest. */
  text: string;
  attempts: { at: number; by: string; result: CallResult; note?: string }[];
  version: number;
}

export interface CallBacks {
  /** Opened once for a notice, however often asked. */
  open(call: CallBack): Promise<void>;
  get(id: string): Promise<CallBack | undefined>;
  /** Open ones of a county, oldest first. */
  openIn(county: string, page?: { after?: string; limit?: number }): Promise<{ items: CallBack[]; next?: string }>;
  /** Replaces where the stored version is `call.version - 1`; closed ones leave the queue. */
  update(call: CallBack): Promise<boolean>;
}

/** `<county>.<createdAt>.<noticeId>`: opaque outside, a key inside. */
export const callBackId = (county: string, createdAt: number, notice: string) => `${county}.${createdAt}.${notice}`;
