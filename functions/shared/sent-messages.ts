/** A message as a provider's receipt names it. */
export interface MessageName {
  /** The provider's key in the profile. */
  provider: string;
  /** The id that the provider gave it. */
  message: string;
  /** Keyed hash of the number it went to: one id may stand for several. */
  recipient: string;
}

/** Our own reference of each message that went out, for providers whose receipts do not echo it. */
export interface SentMessages {
  /** Remembered for as long as receipts come; the same message again stays with its first reference. */
  put(sent: MessageName & { reference: string; at: number }): Promise<void>;
  find(message: MessageName): Promise<string | undefined>;
}

/** Providers report within three days, and repeat for some hours. */
export const MESSAGES_KEPT_MS = 14 * 86_400_000;
