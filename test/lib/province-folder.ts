import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROVINCES = path.join(import.meta.dirname, '..', '..', 'provinces');

/** A copy of provinces/ in which one text of one file stands otherwise, as after an admin's slip. */
export function withSlip(file: string, before: string, after: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'provinces-'));
  cpSync(PROVINCES, folder, { recursive: true });
  const target = path.join(folder, file);
  const text = readFileSync(target, 'utf8');
  if (!text.includes(before)) throw new Error(`${file} does not contain ${before}`);
  writeFileSync(target, text.replace(before, after));
  return folder;
}
