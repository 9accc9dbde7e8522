/** A text message as a provider is handed it. */
export interface SmsMessage {
  /** E.164. */
  phone: string;
  /** The whole text, signature first: what the person reads, and what is counted in parts. */
  text: string;
  /** The wording that the text was made from and what fills it, for a provider that takes approved templates and nothing else. */
  template?: { key: string; values: Readonly<Record<string, string>> };
  /** Our own: what the provider can be asked by, where it can be asked, and what its receipts echo, where they do. */
  reference: string;
}

/** How a provider took a message: only these three ways are known; anything else is thrown and counts as unknown. */
export type SmsResult =
  | { kind: 'sent'; providerId: string }
  /**
   * Not sent, and never will be by trying again here. `reason` is Chinese and holds no number. `by`: the recipient's number takes
   * no message from anybody, or only this provider declines and another may take it.
   */
  | { kind: 'refused'; reason: string; by: 'recipient' | 'provider' }
  /** Certainly not sent; another try may succeed. */
  | { kind: 'busy' };

/** What became of an earlier call. `unknown`: the provider cannot tell (yet). */
export type SmsFound = { kind: 'sent'; providerId: string } | { kind: 'not-sent' } | { kind: 'unknown' };

export interface SmsProvider {
  send(message: SmsMessage): Promise<SmsResult>;
  /** Asks after an earlier call by our reference; left out where the provider cannot be asked. `at` is when it was called. */
  find?(message: Pick<SmsMessage, 'phone' | 'reference'> & { at: number }): Promise<SmsFound>;
}

/** The queue in front of the provider: keys only, nothing personal. */
export interface SmsQueue {
  /** `delaySeconds`: not before, at most 900. */
  send(keys: readonly { subject: string; id: string }[], options?: { delaySeconds?: number }): Promise<void>;
}
