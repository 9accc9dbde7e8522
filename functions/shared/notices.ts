import type { Notice } from '../../domain/notice.ts';

export interface NoticeKey {
  subject: string;
  id: string;
}

/** What a settled notice says beyond its status. */
export interface Settlement {
  status: 'sent' | 'delivered' | 'failed' | 'unknown' | 'cancelled' | 'queued' | 'held';
  at: number;
  text?: string;
  providerId?: string;
  detail?: string;
}

export interface Notices {
  /** Puts notices that no warning's commit carries (a grant, a statement, a digest); one that is there stays as it is. */
  put(notices: readonly Notice[]): Promise<void>;
  get(key: NoticeKey): Promise<Notice | undefined>;
  of(subject: string): Promise<Notice[]>;
  /** `queued → calling`, once. Otherwise tells where the notice stands; undefined: there is none. */
  claim(key: NoticeKey, at: number): Promise<'claimed' | Notice['status'] | undefined>;
  /** Moves a notice on from one of `from`; false where it stood elsewhere. */
  settle(notice: Notice, from: readonly Notice['status'][], settlement: Settlement): Promise<boolean>;
  /** A notice never moves; one that waits is pointed at: `digest#<office>` or `held#<hour>`. */
  waiting(queue: string): Promise<NoticeKey[]>;
  wait(queue: string, keys: readonly NoticeKey[]): Promise<void>;
  release(queue: string, keys: readonly NoticeKey[]): Promise<void>;
}
