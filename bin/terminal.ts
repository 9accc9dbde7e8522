import { styleText } from 'node:util';
import { CliError } from './cli-error.ts';

/** Colours only where the terminal shows them; `styleText` honours NO_COLOR. */
export const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
export const dim = (text: string) => styleText('dim', text, { stream: process.stdout });
export const green = (text: string) => styleText('green', text, { stream: process.stdout });
export const red = (text: string) => styleText('red', text, { stream: process.stdout });

export const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
/** What is no result: it must not get into a pipe. */
export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Runs to the end and sets the exit code; an error of the person's own is one sentence, any other keeps its trace. */
export async function finishing(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    tell(styleText('red', error.message, { stream: process.stderr }));
    process.exitCode = error.exitCode;
  }
}
