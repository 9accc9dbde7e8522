import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { LiveResource } from './deployment.ts';

const Rule = z.looseObject({
  Status: z.string(),
  Prefix: z.string().default(''),
  ExpirationInDays: z.number().optional(),
});
const Bucket = z.looseObject({
  LifecycleConfiguration: z.object({ Rules: z.array(Rule) }).default({ Rules: [] }),
});
type ExpiryRule = z.infer<typeof Rule>;

/** What the emulator writes beside each object. */
const Meta = z.looseObject({ key: z.string(), lastModified: z.iso.datetime() });
const META = '.meta.json';
const DAY = 86_400_000;

/**
 * Removes the objects that are older than their bucket's rules let them get: the emulator expires nothing by itself. Only while it is
 * not running, for it knows what it has from these files and reads them when it starts; the content goes first, so that what was cut
 * in the middle is found and removed the next time. Its clock is the machine's (`now`, epoch ms), however the hub's is set.
 * Returns how many went.
 */
export function removeExpired(storage: string, buckets: readonly LiveResource[], now: number): number {
  return buckets.reduce((removed, { identity, properties }) => {
    const rules = Bucket.parse(properties).LifecycleConfiguration.Rules.filter(({ Status }) => Status === 'Enabled');
    return removed + sweep(path.join(storage, 'buckets', identity.ref, 'objects'), rules, now);
  }, 0);
}

function sweep(folder: string, rules: readonly ExpiryRule[], now: number): number {
  let removed = 0;
  for (const entry of entriesOf(folder)) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      removed += sweep(place, rules, now);
      if (entriesOf(place).length === 0) rmdirSync(place);
    } else if (entry.name.endsWith(META) && isExpired(place, rules, now)) {
      rmSync(`${place.slice(0, -META.length)}.data`, { force: true });
      rmSync(place);
      removed += 1;
    }
  }
  return removed;
}

/** Of a bucket that holds nothing yet there is no folder. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A file of another make is left alone. */
function isExpired(file: string, rules: readonly ExpiryRule[], now: number): boolean {
  const meta = Meta.safeParse(jsonIn(file));
  if (!meta.success) return false;
  const { key, lastModified } = meta.data;
  const age = now - Date.parse(lastModified);
  return rules.some(
    ({ Prefix, ExpirationInDays }) =>
      ExpirationInDays !== undefined && key.startsWith(Prefix) && age >= ExpirationInDays * DAY,
  );
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
