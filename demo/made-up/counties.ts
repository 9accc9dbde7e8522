import { extractDivisions } from '../../lib/divisions.ts';
import { villagesByTownship } from '../../lib/villages.ts';

/** A county as made-up people live in it. */
export interface County {
  /** 6 digits. */
  readonly code: string;
  readonly name: string;
  /** Its place among the counties of its province. */
  readonly nth: number;
  /** Code of the county before it in that order: where those come from who married into this one. */
  readonly neighbour: string;
  /** In the order of their codes, the town of the county's seat first; each with codes (12 digits) of its villages. */
  readonly townships: readonly Township[];
}

export interface Township {
  /** 9 digits. */
  readonly code: string;
  readonly villages: readonly string[];
}

/**
 * The counties of an area (a province, prefecture or county: 2, 4 or 6 digits) that have townships, as of 2023-06-30. Empty
 * where there is no such area.
 */
export function countiesOf(area: string): County[] {
  const { names } = extractDivisions(area.slice(0, 2));
  const codes = Object.keys(names);
  const townships = Map.groupBy(
    codes.filter((code) => code.length === 9),
    (code) => code.slice(0, 6),
  );
  const all = codes.filter((code) => code.length === 6 && townships.has(code)).sort();
  const villages = villagesByTownship(area);
  return all.flatMap((code, nth): County[] =>
    code.startsWith(area)
      ? [
          {
            code,
            name: names[code] ?? code,
            nth,
            neighbour: all.at(nth - 1) ?? code,
            townships: (townships.get(code) ?? [])
              .toSorted()
              .map((township) => ({ code: township, villages: villages.get(township) ?? [] })),
          },
        ]
      : [],
  );
}
