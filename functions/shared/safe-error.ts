/**
 * An error whose text was written by us and holds nothing that came from outside, so that a log may show it. Every other
 * error is logged without its message: a parser, a driver or a database puts into it whatever it was given.
 */
export class SafeError extends Error {
  override readonly name: string = 'SafeError';
  /** Short, for alarms and for searching the log, e.g. `ledger-unavailable`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
