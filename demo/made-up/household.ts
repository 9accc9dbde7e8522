import type { Day } from '../../domain/shanghai-day.ts';
import { type Category, householdCategory, personalCategories } from './categories.ts';
import type { County, Township } from './counties.ts';
import { nameOf, surnameOf } from './names.ts';
import { identityNumberOf, PHONES, phoneOf } from './numbers.ts';
import { drawsFor, type Random } from './random.ts';
import { type HouseholdKind, type Planned, planHousehold, type Relation } from './structure.ts';

/** Where and by what seed people are made up. `categories`: keys of the province's roster. */
export interface MakingUp {
  readonly seed: number;
  readonly county: County;
  readonly categories: readonly string[];
}

/** Nobody's data: numbers have valid check digits, but names, dates and phones are made up. */
export interface MadeUpPerson {
  readonly idNumber: string;
  readonly name: string;
  /** Often shared with others of the household; some have none, then the hub owes them a call through somebody else. */
  readonly phone?: string;
  readonly birth: Day;
  readonly woman: boolean;
  readonly relation: Relation;
  readonly categories: readonly Category[];
}

export interface MadeUpHousehold {
  /** Counted from 0 in its county. */
  readonly nth: number;
  /** Civil affairs' own id. */
  readonly id: string;
  readonly kind: HouseholdKind;
  /** What its children are called: see `nameOf`. */
  readonly surname: string;
  /** 9 digits. */
  readonly township: string;
  /** A village's 12 digits, or the township's 9 where it has none. */
  readonly residence: string;
  /** Where the register has them; mostly the same. */
  readonly registered: string;
  readonly since: Day;
  readonly income?: { readonly amount: string; readonly per: 'year'; readonly of: 'household'; readonly asOf: Day };
  readonly members: readonly [MadeUpPerson, ...MadeUpPerson[]];
}

/**
 * The nth household of a county, the same whenever and in whatever order it is asked for. Throws `RangeError` beyond
 * `MOST_HOUSEHOLDS`.
 */
export function householdAt(making: MakingUp, nth: number): MadeUpHousehold {
  const { seed, county, categories } = making;
  const random = drawsFor('household', seed, county.code, nth);
  const { kind, members: plan } = planHousehold(random);
  const home = townshipOf(random, county);
  const residence = random.percent(97) ? villageOf(random, home) : home.code;
  // Every eleventh lives elsewhere than the register says.
  const registered = random.percent(9) ? townshipOf(random, county).code : home.code;
  const ofHousehold = householdCategory(random, categories, kind);
  const incomer = plan.findIndex(({ relation }) => relation === 'spouse');
  const people = plan.map((planned, member) => {
    const comes = member === incomer && random.percent(25);
    const idNumber = identityNumberOf({ seed, county, household: nth, member }, { ...planned, incomer: comes });
    const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
    return { planned, idNumber, birth, categories: [ofHousehold, ...personalCategories(random, categories, planned)] };
  });
  const { names, surname } = namesOf(random, plan);
  const phones = phonesOf(random, plan, (member) => phoneOf({ seed, county, household: nth, member }));
  const [head, ...others] = people.map(({ planned, ...person }, member): MadeUpPerson => {
    const phone = phones[member];
    const { woman, relation } = planned;
    return { ...person, name: names[member] ?? '', ...(phone !== undefined && { phone }), woman, relation };
  });
  if (!head) throw new RangeError('a household has a head');
  return {
    nth,
    id: `HJ-${county.code}-${String(nth + 1).padStart(6, '0')}`,
    kind,
    surname,
    township: home.code,
    residence,
    registered,
    since: `${random.whole(2008, 2024)}-${twoDigits(random.whole(1, 12))}-${twoDigits(random.whole(1, 28))}`,
    ...(random.percent(60) && { income: incomeOf(random, people.length) }),
    members: [head, ...others],
  };
}

/** Towns have more people than the townships that come after them. */
function townshipOf(random: Random, { townships }: County): Township {
  const nth = Math.floor(random.fraction() ** 1.5 * townships.length);
  return townships[nth] ?? random.pick(townships);
}

const villageOf = (random: Random, { code, villages }: Township) =>
  villages.length > 0 ? random.pick(villages) : code;

/** Children are called after their father, a wife keeps her own name, the head's parents share his or hers as it falls. */
function namesOf(random: Random, plan: readonly Planned[]): { names: string[]; surname: string } {
  const own = surnameOf(random);
  const married = surnameOf(random);
  const surname = plan[0]?.woman && plan.some(({ relation }) => relation === 'spouse') ? married : own;
  const names = plan.map((planned) => {
    if (planned.relation === 'spouse') return nameOf(random, married, planned);
    if (planned.relation === 'parent' && planned.woman) return nameOf(random, surnameOf(random), planned);
    return nameOf(random, planned.relation === 'child' || planned.relation === 'other' ? surname : own, planned);
  });
  return { names, surname };
}

/** The old often have none, children and many parents are reached by the head's. */
function phonesOf(random: Random, plan: readonly Planned[], phoneOf: (member: number) => string) {
  const age = (planned: Planned | undefined) => 2026 - (planned?.year ?? 2026);
  const heads = random.percent(age(plan[0]) > 70 ? 60 : 92) ? phoneOf(0) : undefined;
  return plan.map((planned, member) => {
    if (member === 0) return heads;
    const ownPercent = age(planned) < 16 ? 0 : age(planned) > 70 ? 25 : 65;
    if (random.percent(ownPercent) && member < PHONES) return phoneOf(member);
    return random.percent(age(planned) < 16 ? 70 : 35) ? heads : undefined;
  });
}

const incomeOf = (random: Random, people: number) => ({
  amount: `${people * random.whole(24, 78) * 100}.00`,
  per: 'year' as const,
  of: 'household' as const,
  asOf: '2025-12-31',
});

const twoDigits = (n: number) => String(n).padStart(2, '0');
