import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** All temporary files of a run of the tests go into one folder, which is removed however the workers end. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiuzhu-test-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
