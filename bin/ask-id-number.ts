import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseIdentityNumber } from '../domain/identity-number.ts';
import type { Day } from '../domain/shanghai-day.ts';
import { CliError } from './cli-error.ts';
import { tell } from './terminal.ts';

/**
 * An ID number from standard input: as an argument it would stand in the shell's history and in the list of processes. At a
 * terminal it is asked for and not shown.
 */
export async function askIdNumber(today: Day): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) tell('身份证号码(不显示):');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY === true });
  try {
    for await (const line of lines) {
      const parsed = parseIdentityNumber(line, today);
      if (!parsed.ok) throw new CliError(parsed.refusal.message, 2);
      return line.trim();
    }
  } finally {
    lines.close();
  }
  throw new CliError('标准输入里没有身份证号码', 2);
}
