import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** A short message that in the cloud would have gone to a phone. */
export interface PhoneMessage {
  /** ISO instant of the hub's clock. */
  readonly at: string;
  readonly phoneNumber: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A file of one JSON object a line, readable by its owner only: it holds phone numbers. */
export interface Outbox {
  /** Returns when the message is on disk. */
  add(message: PhoneMessage): void;
  close(): void;
}

export function openOutbox(file: string): Outbox {
  const descriptor = openSync(file, 'a', 0o600);
  return {
    add(message) {
      writeSync(descriptor, `${JSON.stringify(message)}\n`);
      fsyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}
