import type { Day } from '../../domain/shanghai-day.ts';
import type { Random } from './random.ts';
import type { HouseholdKind, Planned } from './structure.ts';

/** Why somebody is on the roster, from when, and until when where that is known. */
export interface Category {
  readonly key: string;
  readonly from: Day;
  readonly until?: Day;
}

/** Keys that provinces' profiles have in common, with how many households of a hundred; others are drawn as `OTHERS`. */
const HOUSEHOLD_SHARES: Readonly<Record<string, number>> = { dibao: 34, bianyuan: 16, 'low-income': 12 };
const OTHERS = 8;

/** Of single people rather than of households: who may be, and how many of a hundred of those are. */
const PERSONAL: Readonly<Record<string, { of: (age: number) => boolean; percent: number }>> = {
  unemployed: { of: (age) => age >= 18 && age < 60, percent: 6 },
  disabled: { of: (age) => age >= 3, percent: 18 },
  ill: { of: (age) => age >= 35, percent: 12 },
};

/** The household's own category, which all its members have. `keys`: those of the province's profile. */
export function householdCategory(random: Random, keys: readonly string[], kind: HouseholdKind): Category {
  const from = `${random.whole(2019, 2025)}-${twoDigits(random.whole(1, 12))}-01`;
  if (keys.includes('tekun') && kind === 'oldAlone' && random.percent(55)) return { key: 'tekun', from };
  const open = keys.filter((key) => key !== 'tekun' && !(key in PERSONAL));
  const shares = Object.fromEntries(
    (open.length > 0 ? open : keys).map((key) => [key, HOUSEHOLD_SHARES[key] ?? OTHERS]),
  );
  return { key: random.weighted(shares), from };
}

/** What somebody has besides; one in ten of these has run out already, as registers carry them. */
export function personalCategories(random: Random, keys: readonly string[], { year }: Planned): Category[] {
  return keys.flatMap((key): Category[] => {
    const rule = PERSONAL[key];
    if (!rule?.of(2026 - year) || !random.percent(rule.percent)) return [];
    const begun = random.whole(Math.max(2016, year + 1), 2025);
    const from = `${begun}-${twoDigits(random.whole(1, 12))}-${twoDigits(random.whole(1, 28))}`;
    return [random.percent(10) ? { key, from, until: '2025-12-31' } : { key, from }];
  });
}

const twoDigits = (n: number) => String(n).padStart(2, '0');
