import { nameOf, surnameOf } from '../demo/made-up/names.ts';
import { identityNumberOf, phoneOf } from '../demo/made-up/numbers.ts';
import { drawsFor } from '../demo/made-up/random.ts';
import { type EventName, typeOf } from '../domain/events/schemas.ts';

/** A made-up county of Gansu where every household is three people, all of them on the roster: what is measured is the same for each. */
export const COUNTY = '621121';
const TOWNSHIPS = ['100', '101', '102', '103', '104', '105', '106', '109', '111', '207'].map(
  (end) => `${COUNTY}${end}`,
);
const SEED = 0;
const PLACE = { code: COUNTY, nth: 0, neighbour: '621122' };
const RELATIONS = ['head', 'spouse', 'child'] as const;
export const HOUSEHOLD_SIZE = RELATIONS.length;

/** Thursday, 2026-11-05 10:00 in Shanghai: nothing waits for the morning. Epoch ms. */
export const BENCH_NOW = Date.parse('2026-11-05T02:00:00Z');
const TIME = '2026-11-05T09:30:00+08:00';
const DAY = '2026-11-03';

export interface MadeUpEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Poster = 'civil-affairs' | 'medical-insurance' | 'health' | 'disabled-persons' | 'human-resources';
export const sourceOf = (department: Poster) => `//${department}.gansu`;

/** `nth` counts people from 0; three in a row are a household. Up to 270,000 have numbers of their own. */
export function personAt(nth: number): { idNumber: string; name: string; phone: string; township: string } {
  const household = Math.floor(nth / HOUSEHOLD_SIZE);
  const member = nth % HOUSEHOLD_SIZE;
  const standing = { seed: SEED, county: PLACE, household, member };
  const born = { year: [1972, 1974, 2002][member] ?? 1972, woman: member !== 0 };
  const random = drawsFor('bench', nth);
  return {
    idNumber: identityNumberOf(standing, born),
    name: nameOf(random, surnameOf(random), born),
    phone: phoneOf(standing),
    township: TOWNSHIPS[household % TOWNSHIPS.length] ?? '',
  };
}

/** Civil affairs names somebody and their household. */
export function rosterEvent(nth: number): MadeUpEvent {
  const { idNumber, name, phone, township } = personAt(nth);
  const relation = RELATIONS[nth % HOUSEHOLD_SIZE] ?? 'other';
  return made('civil-affairs', 'roster', `roster-${nth}`, {
    person: { idNumber, name, phone, registeredDivision: township, residenceDivision: township },
    categories: [{ key: 'dibao', from: '2026-01-01' }],
    household: { id: `HJ-${Math.floor(nth / HOUSEHOLD_SIZE)}`, relation, since: '2020-01-01' },
  });
}

/** A visit to the doctor's that leads to nothing: the event of which most of any month is made. */
export function quietEvent(person: number, nth: number): MadeUpEvent {
  return made('medical-insurance', 'medical-expense', `settlement-${nth}`, {
    person: { idNumber: personAt(person).idNumber },
    settlementId: `JS-2026-${nth}`,
    settledOn: DAY,
    visitType: 'outpatient',
    insuranceType: '城乡居民基本医疗保险',
    totalAmount: '86.40',
    fundPaid: '52.10',
    personalBurden: '34.30',
    hospital: '通渭县人民医院',
  });
}

/** In Gansu's rules 20 points: a blue warning. */
export const unemploymentEvent = (person: number) =>
  made('human-resources', 'unemployment', `unemployment-${person}`, {
    person: { idNumber: personAt(person).idNumber },
    registeredOn: DAY,
    reason: '企业裁员',
  });

/** 30 points more. */
export const disabilityEvent = (person: number) =>
  made('disabled-persons', 'disability', `disability-${person}`, {
    person: { idNumber: personAt(person).idNumber },
    kind: 4,
    grade: 1,
    certifiedOn: DAY,
  });

/** 30 points more, which together with the two others makes 80: red. */
export const diseaseEvent = (person: number) =>
  made('health', 'chronic-disease', `disease-${person}`, {
    person: { idNumber: personAt(person).idNumber },
    seriousness: 'serious',
    certifiedOn: DAY,
    disease: '尿毒症',
  });

export const grantEvent = (person: number, nth: number) =>
  made('civil-affairs', 'benefit-granted', `grant-${person}-${nth}`, {
    person: { idNumber: personAt(person).idNumber },
    grantId: `LS-2026-${person}-${nth}`,
    household: true,
    programme: '城乡低保金',
    aidType: 'basic',
    grantedOn: '2026-09-10',
    amount: '1236.00',
    period: '2026-09',
    status: 'paid',
  });

function made(department: Poster, name: EventName, id: string, data: Readonly<Record<string, unknown>>): MadeUpEvent {
  return { specversion: '1.0', id, source: sourceOf(department), type: typeOf(name), time: TIME, data };
}
