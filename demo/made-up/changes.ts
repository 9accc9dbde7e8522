import { addDays, addMonths, type Day } from '../../domain/shanghai-day.ts';
import { householdAt, type MadeUpHousehold, type MadeUpPerson, type MakingUp } from './household.ts';
import { nameOf } from './names.ts';
import { HOUSEHOLDS_A_BIRTH, NEW_PHONE, newbornNumberOf, phoneOf } from './numbers.ts';
import { drawsFor, type Random } from './random.ts';

/** What a month brings to a household of the roster, in ten thousand households. */
const CHANGES = { death: 50, divorce: 25, move: 60, left: 90, phone: 120, illness: 60, none: 9595 };
/** New households in a month, in ten thousand. */
const NEW_HOUSEHOLDS = 60;

/** Somebody whose row of the roster changes in a month. `left`: the categories end, the household is kept. */
export interface ChangedPerson {
  readonly change: 'joined' | 'changed' | 'left';
  readonly household: MadeUpHousehold;
  readonly person: MadeUpPerson;
}

export interface HouseholdChange {
  readonly kind: Exclude<keyof typeof CHANGES, 'none'> | 'birth' | 'new';
  /** The day it happened, in that month. */
  readonly on: Day;
  readonly people: readonly ChangedPerson[];
  /** All households of today that its people stand in on the roster: none where it left, two after a divorce. */
  readonly after: readonly MadeUpHousehold[];
}

/** What a month ('YYYY-MM') brought to the nth household of a county, if anything; the same whenever it is asked for. */
export function changeOf(making: MakingUp, household: MadeUpHousehold, month: string): HouseholdChange | undefined {
  const { seed, county } = making;
  const { nth } = household;
  const random = drawsFor('change', seed, month, county.code, nth);
  const on = dayIn(random, month);
  const birth = birthIn(making, household, month);
  if (birth) return birth;
  const kind = random.weighted(CHANGES);
  return kind === 'none' ? undefined : happening[kind]?.({ making, household, random, on, month });
}

/** Households that a month puts on the roster of a county that had `count` of them. */
export function* newHouseholds(making: MakingUp, count: number, month: string): Generator<HouseholdChange> {
  for (let nth = count; nth < count + Math.ceil((count * NEW_HOUSEHOLDS) / 10_000); nth++) {
    const on = dayIn(drawsFor('new', making.seed, month, making.county.code, nth), month);
    const made = householdAt(making, nth);
    const [head, ...others] = made.members.map((person) => ({
      ...person,
      categories: person.categories.slice(0, 1).map(({ key }) => ({ key, from: `${month}-01` })),
    }));
    if (!head) continue;
    const household: MadeUpHousehold = { ...made, members: [head, ...others] };
    yield { kind: 'new', on, people: whole('joined', household), after: [household] };
  }
}

interface Happening {
  readonly making: MakingUp;
  readonly household: MadeUpHousehold;
  readonly random: Random;
  readonly on: Day;
  readonly month: string;
}

/** Undefined where it cannot happen to this household. */
const happening: Readonly<
  Record<Exclude<keyof typeof CHANGES, 'none'>, (it: Happening) => HouseholdChange | undefined>
> = { death, divorce, move, left, phone, illness };

const whole = (change: ChangedPerson['change'], household: MadeUpHousehold): ChangedPerson[] =>
  household.members.map((person) => ({ change, household, person }));

/** The eldest dies; where that was the head, the next adult stands for the household. */
function death({ household, on }: Happening): HouseholdChange | undefined {
  const dead = household.members.toSorted((a, b) => a.birth.localeCompare(b.birth))[0];
  const [head, ...others] = household.members.filter((person) => person !== dead);
  if (!dead) return undefined;
  const gone: ChangedPerson = { change: 'left', household, person: dead };
  if (!head) return { kind: 'death', on, people: [gone], after: [] };
  if (dead.relation !== 'head')
    return { kind: 'death', on, people: [gone], after: [{ ...household, members: [head, ...others] }] };
  const newHead: MadeUpPerson = { ...head, relation: 'head' };
  const after: MadeUpHousehold = { ...household, members: [newHead, ...others] };
  return {
    kind: 'death',
    on,
    people: [gone, { change: 'changed', household: after, person: newHead }],
    after: [after],
  };
}

/** The spouse moves out with the youngest child: two households, each with one head. */
function divorce({ household, on, random }: Happening): HouseholdChange | undefined {
  const spouse = household.members.find(({ relation }) => relation === 'spouse');
  if (!spouse) return undefined;
  const child = household.members.findLast(({ relation }) => relation === 'child');
  const leaving = child && random.percent(60) ? [spouse, child] : [spouse];
  const [head, ...others] = household.members.filter((person) => !leaving.includes(person));
  if (!head) return undefined;
  const movedOut: MadeUpHousehold = {
    ...household,
    id: `${household.id}-2`,
    since: on,
    members: [{ ...spouse, relation: 'head' }, ...leaving.slice(1)],
  };
  const { income: _shared, ...apart } = movedOut;
  const after: MadeUpHousehold[] = [{ ...household, members: [head, ...others] }, apart];
  return { kind: 'divorce', on, people: whole('changed', apart), after };
}

/** All of them to another township of the county; the register follows later. */
function move({ making, household, on, random }: Happening): HouseholdChange | undefined {
  const elsewhere = making.county.townships.filter(({ code }) => code !== household.township);
  if (elsewhere.length === 0) return undefined;
  const { code, villages } = random.pick(elsewhere);
  const after = { ...household, township: code, residence: villages.length > 0 ? random.pick(villages) : code };
  return { kind: 'move', on, people: whole('changed', after), after: [after] };
}

/** They are better off, and leave the roster together. */
function left({ household, on }: Happening): HouseholdChange {
  return { kind: 'left', on, people: whole('left', household), after: [] };
}

/** The head has a phone, or has none any longer. */
function phone({ making, household, on }: Happening): HouseholdChange {
  const [{ phone: old, ...head }, ...others] = household.members;
  const standing = { ...making, household: household.nth, member: NEW_PHONE };
  const own: MadeUpPerson = old === undefined ? { ...head, phone: phoneOf(standing) } : head;
  return one('phone', on, own, { ...household, members: [own, ...others] });
}

/** The profile's own word for being ill; where it has none, nothing changes. */
function illness({ making, household, on, month }: Happening): HouseholdChange | undefined {
  const [head, ...others] = household.members;
  if (!making.categories.includes('ill') || head.categories.some(({ key }) => key === 'ill')) return undefined;
  const ill: MadeUpPerson = { ...head, categories: [...head.categories, { key: 'ill', from: `${month}-01` }] };
  return one('illness', on, ill, { ...household, members: [ill, ...others] });
}

const one = (
  kind: HouseholdChange['kind'],
  on: Day,
  person: MadeUpPerson,
  after: MadeUpHousehold,
): HouseholdChange => ({ kind, on, people: [{ change: 'changed', household: after, person }], after: [after] });

/** One family of each fifty has a child, if its mother is of an age for it. */
function birthIn({ seed, county }: MakingUp, household: MadeUpHousehold, month: string): HouseholdChange | undefined {
  const block = Math.floor(household.nth / HOUSEHOLDS_A_BIRTH);
  const random = drawsFor('birth', seed, month, county.code, block);
  const chosen = block * HOUSEHOLDS_A_BIRTH + random.whole(0, HOUSEHOLDS_A_BIRTH - 1);
  const mother = household.members.find(({ woman, birth }) => woman && birth > '1984' && birth < '2005');
  if (household.nth !== chosen || !mother) return undefined;
  const woman = random.percent(48);
  const idNumber = newbornNumberOf(county, month, block, woman);
  const year = Number(month.slice(0, 4));
  const birth = `${month}-${idNumber.slice(12, 14)}`;
  const [head] = household.members;
  const child: MadeUpPerson = {
    idNumber,
    name: nameOf(random, household.surname, { year, woman }),
    birth,
    woman,
    relation: mother.relation === 'child' ? 'other' : 'child',
    categories: head.categories.slice(0, 1).map(({ key }) => ({ key, from: birth })),
  };
  const after: MadeUpHousehold = { ...household, members: [...household.members, child] };
  return { kind: 'birth', on: birth, people: [{ change: 'joined', household: after, person: child }], after: [after] };
}

/** An office enters nothing on the last days of a month any more. */
const dayIn = (random: Random, month: string): Day => `${month}-${String(random.whole(1, 25)).padStart(2, '0')}`;

/** 'YYYY-MM' of the month after. */
export const monthAfter = (month: string): string => addMonths(`${month}-01`, 1).slice(0, 7);
/** Its last day. */
export const lastDayOf = (month: string): Day => addDays(`${monthAfter(month)}-01`, -1);
