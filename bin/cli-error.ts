/** 0 done, 1 refused or failed, 2 wrong usage, or a difference was found. */
export type ExitCode = 0 | 1 | 2;

/** Something the person at the terminal can understand and mend: shown without a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = 1, options: ErrorOptions = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
