import { LAST_REGULAR_YEAR } from './numbers.ts';
import type { Random } from './random.ts';

/** What stands in a register as the relation to the head. */
export type Relation = 'head' | 'spouse' | 'child' | 'parent' | 'other';

/** Somebody as planned, before they have a name and a number. */
export interface Planned {
  readonly relation: Relation;
  readonly woman: boolean;
  readonly year: number;
}

/** Kinds of households as rural registers know them, of a hundred. */
const KINDS = {
  oldAlone: 18,
  alone: 7,
  oldCouple: 15,
  family: 32,
  threeGenerations: 14,
  grandchildren: 8,
  oneParent: 6,
};
export type HouseholdKind = keyof typeof KINDS;

/** Members of a household, its head first; ages fit: children come at their mother's 20 to 36, couples are near in age. */
export function planHousehold(random: Random): { kind: HouseholdKind; members: readonly [Planned, ...Planned[]] } {
  const kind = random.weighted(KINDS);
  return { kind, members: PLANS[kind](random) };
}

type Plan = (random: Random) => [Planned, ...Planned[]];

const PLANS: Readonly<Record<HouseholdKind, Plan>> = {
  oldAlone: (random) => [headOf(random, 62, 88)],
  alone: (random) => [headOf(random, 24, 60)],
  oldCouple: (random) => {
    const head = headOf(random, 60, 84);
    return [head, spouseOf(random, head)];
  },
  family: (random) => {
    const head = headOf(random, 30, 58);
    const spouse = spouseOf(random, head);
    return [head, spouse, ...childrenOf(random, Math.max(head.year, spouse.year), [1, 1, 2, 2, 2, 3])];
  },
  threeGenerations: (random) => {
    const head = headOf(random, 30, 50);
    const spouse = spouseOf(random, head);
    const children = childrenOf(random, Math.max(head.year, spouse.year), [1, 2, 2, 3]);
    return [head, spouse, ...children, ...parentsOf(random, head)];
  },
  grandchildren: (random) => {
    const head = headOf(random, 60, 74);
    const spouse = random.percent(65) ? [spouseOf(random, head)] : [];
    const grandchildren = Array.from({ length: random.whole(1, 2) }, () =>
      planned(random, 'other', head.year + random.whole(46, 56)),
    );
    return [head, ...spouse, ...grandchildren];
  },
  oneParent: (random) => {
    const head = headOf(random, 28, 50);
    return [head, ...childrenOf(random, head.year, [1, 1, 2])];
  },
};

const planned = (random: Random, relation: Relation, year: number, woman = random.percent(50)): Planned => ({
  relation,
  woman,
  year: Math.min(year, LAST_REGULAR_YEAR),
});

/** Ages are those at the end of 2026. */
const headOf = (random: Random, low: number, high: number) =>
  planned(random, 'head', 2026 - random.whole(low, high), random.percent(30));

const spouseOf = (random: Random, head: Planned) =>
  planned(random, 'spouse', head.year + random.whole(-3, 5), !head.woman);

function childrenOf(random: Random, parentsYear: number, counts: readonly number[]): Planned[] {
  const first = parentsYear + random.whole(20, 26);
  return Array.from({ length: random.pick(counts) }, (_, nth) =>
    planned(random, 'child', first + nth * random.whole(2, 4)),
  ).filter(({ year }, nth) => nth === 0 || year < LAST_REGULAR_YEAR);
}

function parentsOf(random: Random, head: Planned): Planned[] {
  const mother = planned(random, 'parent', head.year - random.whole(21, 28), true);
  const father = planned(random, 'parent', mother.year - random.whole(0, 5), false);
  return random.percent(45) ? [father, mother] : [random.percent(65) ? mother : father];
}
