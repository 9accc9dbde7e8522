import type { Joint } from '../../domain/merge-notices.ts';
import type { Notice } from '../../domain/notice.ts';
import type { SendingAttempt } from '../../domain/sending-attempt.ts';

export interface NoticeKey {
  subject: string;
  id: string;
}

/** A provider's call that is about to be made: written before it, so that whoever comes after a crash knows whom to ask. */
export interface Claim {
  provider: string;
  at: number;
  /** Keyed hash of the number it goes to. */
  sentTo: string;
  /** The exact text. */
  text: string;
  /** How many others the text speaks of: where more were joined to it meanwhile, it is not claimed and stands `queued`. */
  parts?: number | undefined;
}

/** What a settled notice says beyond its status. */
export interface Settlement {
  status: 'sent' | 'delivered' | 'failed' | 'unknown' | 'cancelled' | 'queued' | 'held';
  at: number;
  text?: string;
  providerId?: string;
  detail?: string;
  /** One more for the notice's list of attempts. */
  attempt?: SendingAttempt;
  /** A call told them: the message itself did not arrive by it. */
  byCall?: true;
  /** The notice that it is told with. */
  into?: NoticeKey;
  /** How often it is now sent anew. */
  resent?: number;
  /** Only where the claim made at that instant still stands: who was taken for dead changes nothing any more. */
  ofClaim?: number | undefined;
}

export interface Troubled extends NoticeKey {
  township: string;
  at: number;
}

export interface Notices {
  /** Puts notices that no warning's commit carries (a grant, a statement, a digest); one that is there stays as it is. */
  put(notices: readonly Notice[]): Promise<void>;
  get(key: NoticeKey): Promise<Notice | undefined>;
  of(subject: string): Promise<Notice[]>;
  /** `queued → calling`, once. Otherwise tells where the notice stands; undefined: there is none. */
  claim(key: NoticeKey, claim: Claim): Promise<'claimed' | Notice['status'] | undefined>;
  /**
   * Moves a notice on from one of `from`; false where it stood elsewhere. That a text message arrived, failed or stayed unknown is counted in
   * the same step, and what failed or stayed unknown stands on its county's list of the day from then on.
   */
  settle(notice: Notice, from: readonly Notice['status'][], settlement: Settlement): Promise<boolean>;
  /**
   * Makes several notices one message, all of it or nothing: the carrier gets the wording and is queued, its parts are `sent` into it. False
   * where one of them was claimed, settled or joined meanwhile: each is then to go by itself, or to be read again.
   */
  join(joint: Joint, at: number, detail: string): Promise<boolean>;
  /** What failed or stayed unknown on a day in a county, or in one township of it, newest first; it may have arrived since. */
  troubled(day: string, area: string): Promise<Troubled[]>;
  /** A notice never moves; one that waits is pointed at: `digest#<office>` or `held#<hour>`. */
  waiting(queue: string): Promise<NoticeKey[]>;
  wait(queue: string, keys: readonly NoticeKey[]): Promise<void>;
  release(queue: string, keys: readonly NoticeKey[]): Promise<void>;
}
