import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Replaces `file` as a whole, readable by its owner only. A kill leaves the old content or the new one, never a half.
 */
export function writePrivate(file: string, content: string): void {
  const next = `${file}.next`;
  writeFileSync(next, content, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}

/** The JSON in `file`, or undefined where there is none. Throws with the file's name where it is no JSON. */
export function readJson(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is no JSON`, { cause });
  }
}
