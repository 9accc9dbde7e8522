import { existsSync, readFileSync } from 'node:fs';
import type * as z from 'zod';
import { CliError } from './cli-error.ts';

/** What stands in a JSON file, or undefined where there is none. Throws `CliError` where it is not what it should be. */
export function readChecked<S extends z.ZodType>(file: string, schema: S): z.output<S> | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new CliError(`${file} 的内容不对,可能被改过`, 1, { cause });
  }
}
