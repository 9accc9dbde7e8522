/** How a provider took a message: only these three ways are known; anything else is thrown and counts as unknown. */
export type SmsResult =
  | { kind: 'sent'; providerId: string }
  /** Not sent, and never will be by trying again. `reason` is Chinese and holds no number. */
  | { kind: 'refused'; reason: string }
  /** Certainly not sent; another try may succeed. */
  | { kind: 'busy' };

export interface SmsProvider {
  /** `reference` is our own: what the provider can be asked by, where it can be asked. */
  send(message: { phone: string; text: string; reference: string }): Promise<SmsResult>;
}

/** The queue in front of the provider: keys only, nothing personal. */
export interface SmsQueue {
  send(keys: readonly { subject: string; id: string }[]): Promise<void>;
}
