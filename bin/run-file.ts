import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { writePrivate } from '../local/private-file.ts';
import { readChecked } from './private-json.ts';

const runFile = z.object({
  province: z.string(),
  /** How far the hub's clock was set from the machine's when last driven, ms. */
  offsetMs: z.number().default(0),
});
/** What a data folder remembers of its hub: whose it is, and what time it has there. */
export type RunFile = z.output<typeof runFile>;

const fileIn = (data: string) => path.join(data, 'run.json');

export const readRun = (data: string): RunFile | undefined => readChecked(fileIn(data), runFile);

export function writeRun(data: string, run: RunFile): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writePrivate(fileIn(data), JSON.stringify(run));
}
