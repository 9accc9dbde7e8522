import { createInterface, type Interface } from 'node:readline/promises';
import { tell } from './terminal.ts';

/** Puts a question and gives the line that was answered, trimmed; undefined where nobody is there to answer. */
export type Ask = (question: string) => Promise<string | undefined>;

/** Questions on standard error, answers from standard input: of a person, or piped in line by line. */
export function askLines(): Ask & Disposable {
  let lines: Interface | undefined;
  let answers: AsyncIterator<string> | undefined;
  const ask = async (question: string) => {
    lines ??= createInterface({ input: process.stdin });
    answers ??= lines[Symbol.asyncIterator]();
    tell(question);
    const { done, value } = await answers.next();
    return done ? undefined : value.trim();
  };
  return Object.assign(ask, { [Symbol.dispose]: () => lines?.close() });
}

/** Whether the answer is a yes, in whatever way people type it. */
export const isYes = (answer: string | undefined) => /^(y|yes|是|对|确定|好)$/i.test(answer ?? '');
