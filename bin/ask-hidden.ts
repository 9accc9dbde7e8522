import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from './cli-error.ts';
import { tell } from './terminal.ts';

/**
 * A line from standard input for each question: as an argument a secret would stand in the shell's history and in the list of
 * processes. At a terminal each is asked for and not shown.
 */
export async function askHidden(questions: readonly string[]): Promise<string[]> {
  const { stdin } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY === true });
  const answers: string[] = [];
  const ask = () => {
    const question = questions[answers.length];
    if (stdin.isTTY && question !== undefined) tell(`${question}(不显示):`);
  };
  try {
    ask();
    for await (const line of lines) {
      answers.push(line.trim());
      if (answers.length === questions.length) return answers;
      ask();
    }
  } finally {
    lines.close();
  }
  throw new CliError(`标准输入里少了 ${questions[answers.length] ?? ''};每行一项:${questions.join('、')}`, 2);
}
