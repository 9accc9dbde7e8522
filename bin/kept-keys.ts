import path from 'node:path';
import * as z from 'zod';
import { writePrivate } from '../local/private-file.ts';
import { readChecked } from './private-json.ts';

const keptKey = z.object({
  keyid: z.string(),
  department: z.string(),
  secret: z.string(),
  algorithm: z.enum(['hmac-sha256', 'hmac-sm3']),
  /** What it may post under. */
  sources: z.array(z.string()),
});
/** A department key made for this machine's hub, secret included: so that `post` and `sign` find it. */
export type KeptKey = z.output<typeof keptKey>;

const fileIn = (data: string) => path.join(data, 'keys.json');

export const keptKeys = (data: string): KeptKey[] => readChecked(fileIn(data), z.array(keptKey)) ?? [];

export function keepKey(data: string, key: KeptKey): void {
  writePrivate(fileIn(data), JSON.stringify([...keptKeys(data), key], null, 2));
}

export function forgetKey(data: string, keyid: string): void {
  writePrivate(
    fileIn(data),
    JSON.stringify(
      keptKeys(data).filter((key) => key.keyid !== keyid),
      null,
      2,
    ),
  );
}
