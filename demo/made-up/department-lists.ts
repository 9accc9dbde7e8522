import type { EventName } from '../../domain/events/schemas.ts';
import { addDays, type Day, daysBetween } from '../../domain/shanghai-day.ts';
import { lastDayOf } from './changes.ts';
import type { MadeUpHousehold, MadeUpPerson, MakingUp } from './household.ts';
import { illnessOf } from './illness.ts';
import { drawsFor, type Random } from './random.ts';

/** What departments send of a month about people of a roster: `data` of events of these types, as the wire has it. */
export const listed = [
  'medical-burden',
  'medical-expense',
  'hospitalization',
  'unemployment',
  'reemployment',
  'disability',
  'university-admission',
  'benefit-granted',
] as const satisfies readonly EventName[];
export type Listed = (typeof listed)[number];

export interface Asked {
  readonly making: MakingUp;
  readonly household: MadeUpHousehold;
  /** 'YYYY-MM' */
  readonly month: string;
}

type Row = Readonly<Record<string, unknown>>;

/** A household's rows of one list, the same whichever lists are asked for, and in whatever order. */
export function rowsOf(name: Listed, asked: Asked): Row[] {
  return asked.household.members.flatMap((person, member) => LISTS[name]({ ...asked, person, member }));
}

interface About extends Asked {
  readonly person: MadeUpPerson;
  readonly member: number;
}

const LISTS: Readonly<Record<Listed, (about: About) => Row[]>> = {
  'medical-burden': (about) => {
    const { burden } = illnessOf(about);
    return burden ? [{ ...named(about), ...burden }] : [];
  },
  'medical-expense': (about) => illnessOf(about).settlements.map((settlement) => ({ ...named(about), ...settlement })),
  hospitalization: (about) => illnessOf(about).stays.map((stay) => ({ ...named(about), ...stay })),
  unemployment: (about) => {
    const random = drawsOf('unemployment', about);
    if (!working(about) || !random.percent(0.8)) return [];
    const reason = random.pick(['企业裁员', '合同到期', '工地停工', '单位关停']);
    const registeredOn = dayOf(random, about.month);
    return [
      {
        ...named(about),
        registeredOn,
        reason,
        ...(random.percent(40) && { benefitUntil: addDays(registeredOn, 180) }),
      },
    ];
  },
  reemployment: (about) => {
    const random = drawsOf('reemployment', about);
    if (!working(about) || !random.percent(0.5)) return [];
    const reason = random.pick(['employed', 'employed', 'employed', 'enrolled', 'cancelled']);
    return [{ ...named(about), endedOn: dayOf(random, about.month), reason }];
  },
  disability: (about) => {
    const random = drawsOf('disability', about);
    if (!random.percent(0.3)) return [];
    const certifiedOn = dayOf(random, about.month);
    return [{ ...named(about), kind: random.whole(1, 7), grade: random.whole(1, 4), certifiedOn }];
  },
  'university-admission': (about) => {
    const random = drawsOf('university', about);
    const year = Number(about.month.slice(0, 4));
    // Education sends once after the autumn enrolment; in other months come some who were forgotten.
    const percent = ['08', '09', '10'].includes(about.month.slice(5)) ? 30 : 2;
    const age = ageOf(about);
    if (age < 17 || age > 20 || !random.percent(percent)) return [];
    const admittedOn = `${about.month < `${year}-08` ? year - 1 : year}-${random.pick(['07-28', '08-05', '08-20'])}`;
    if (admittedOn > lastDayOf(about.month)) return [];
    const level = random.pick(['本科', '本科', '专科']);
    const institution = random.pick(['西北师范大学', '兰州大学', '职业技术学院', '师范学院']);
    return [{ ...named(about), year: Number(admittedOn.slice(0, 4)), admittedOn, level, institution }];
  },
  'benefit-granted': benefits,
};

/** Basic aid goes to the head for all of them each month, emergency aid to some. */
function benefits(about: About): Row[] {
  const { household, person, month } = about;
  if (person.relation !== 'head') return [];
  const random = drawsOf('benefits', about);
  const basic = person.categories.find(({ key }) => key === 'dibao' || key === 'tekun')?.key;
  const grant = { ...named(about), household: true, status: 'paid' };
  const rows: Row[] = [];
  if (basic !== undefined)
    rows.push({
      ...grant,
      grantId: `${basic}-${month}-${household.id}`,
      programme: basic === 'tekun' ? '特困供养金' : '城乡低保金',
      aidType: 'basic',
      grantedOn: `${month}-20`,
      amount: `${household.members.length * random.whole(280, 640)}.${random.pick(['00', '50'])}`,
      period: month,
      payee: person.name,
    });
  if (random.percent(1.5))
    rows.push({
      ...grant,
      grantId: `LS-${month}-${household.id}`,
      programme: '临时救助',
      aidType: 'emergency',
      grantedOn: dayOf(random, month),
      amount: `${random.whole(6, 40) * 100}.00`,
    });
  return rows;
}

const named = ({ person: { idNumber, name } }: About) => ({ person: { idNumber, name } });

const drawsOf = (what: string, { making, household, month, member }: About) =>
  drawsFor(what, making.seed, month, making.county.code, household.nth, member);

const dayOf = (random: Random, month: string): Day => `${month}-${String(random.whole(1, 28)).padStart(2, '0')}`;

/** Full years on the last day of the month. */
const ageOf = ({ person, month }: About) => Math.floor(daysBetween(person.birth, lastDayOf(month)) / 365.25);
const working = (about: About) => ageOf(about) >= 18 && ageOf(about) < 60;
