import type { EventName } from '../domain/events/schemas.ts';
import { addDays } from '../domain/shanghai-day.ts';
import { type CloudEvent, type Department, type Posting, timeOn } from './cloud-event.ts';
import { instant, officeDays } from './days.ts';
import type { MadeUpHousehold, MadeUpPerson } from './made-up/household.ts';
import type { Random } from './made-up/random.ts';
import type { MonthParts } from './month-parts.ts';

interface Occurrence {
  random: Random;
  person: MadeUpPerson;
  household: MadeUpHousehold;
  /** The day the department sends it; what it tells of lies some days before. */
  day: string;
  /** Counts up; for settlement and grant numbers. */
  nth: number;
}

/** One kind of everyday event: how many of them a month brings to the county's households, to whom, and what it says. */
interface Everyday {
  name: EventName;
  department: Department;
  count: number;
  to: (person: MadeUpPerson) => boolean;
  data: (occurrence: Occurrence) => Record<string, unknown>;
}

const age = ({ birth }: MadeUpPerson) => 2026 - Number(birth.slice(0, 4));
const adult = (person: MadeUpPerson) => age(person) >= 18;
const working = (person: MadeUpPerson) => age(person) >= 20 && age(person) < 60;
const anybody = () => true;
const before = ({ random, day }: Occurrence, most: number) => addDays(day, -random.whole(0, most));
const yuan = (random: Random, low: number, high: number) => `${random.whole(low, high)}.${random.whole(10, 99)}`;
const HOSPITALS = ['通渭县人民医院', '通渭县中医医院', '定西市人民医院', '马营镇中心卫生院'];

const everyday: readonly Everyday[] = [
  {
    name: 'medical-expense',
    department: 'medical-insurance',
    count: 60,
    to: anybody,
    data: (it) => ({ ...settlement(it, it.random.pick(['outpatient', 'chronic', 'pharmacy'])) }),
  },
  {
    name: 'medical-expense',
    department: 'medical-insurance',
    count: 34,
    to: adult,
    data: (it) => settlement(it, 'inpatient'),
  },
  {
    name: 'hospitalization',
    department: 'health',
    count: 24,
    to: adult,
    data: (it) => {
      const dischargedOn = before(it, 3);
      const hospital = it.random.pick(HOSPITALS);
      return { admittedOn: addDays(dischargedOn, -it.random.whole(2, 15)), dischargedOn, hospital };
    },
  },
  {
    name: 'chronic-disease',
    department: 'health',
    count: 34,
    to: (person) => age(person) > 40,
    data: (it) => ({
      seriousness: it.random.percent(30) ? 'serious' : 'chronic',
      certifiedOn: before(it, 10),
      disease: it.random.pick(['高血压', '糖尿病', '慢性阻塞性肺疾病', '类风湿性关节炎']),
    }),
  },
  {
    name: 'disability',
    department: 'disabled-persons',
    count: 16,
    to: adult,
    data: (it) => ({ kind: it.random.whole(1, 7), grade: it.random.whole(1, 4), certifiedOn: before(it, 12) }),
  },
  {
    name: 'unemployment',
    department: 'human-resources',
    count: 22,
    to: working,
    data: (it) => ({ registeredOn: before(it, 5), reason: it.random.pick(['企业裁员', '合同到期', '工地停工']) }),
  },
  {
    name: 'university-admission',
    department: 'education',
    count: 9,
    to: (person) => age(person) >= 17 && age(person) <= 21,
    data: () => ({ year: 2026, admittedOn: '2026-08-20', level: '本科', institution: '西北师范大学' }),
  },
  {
    name: 'education-expense',
    department: 'education',
    count: 9,
    to: (person) => age(person) >= 6 && age(person) <= 22,
    data: ({ random }) => ({ schoolYear: '2026-2027', amount: yuan(random, 800, 9000) }),
  },
  {
    name: 'income-drop',
    department: 'civil-affairs',
    count: 8,
    to: working,
    data: ({ random }) => ({ before: 3000, after: random.whole(300, 900), per: 'month', reason: '停工' }),
  },
  {
    name: 'accident',
    department: 'civil-affairs',
    count: 5,
    to: adult,
    data: (it) => ({ occurredOn: before(it, 2), kind: it.random.pick(['fire', 'traffic', 'work']), loss: 12000 }),
  },
  {
    name: 'self-report',
    department: 'civil-affairs',
    count: 12,
    to: adult,
    data: (it) => ({
      reportedOn: before(it, 1),
      via: it.random.pick(['hotline', 'grid-worker', 'village-station']),
      reportedBy: it.random.pick(['self', 'family', 'neighbour']),
      need: it.random.pick(['living', 'medical', 'housing', 'care']),
    }),
  },
  {
    name: 'application',
    department: 'civil-affairs',
    count: 10,
    to: adult,
    data: (it) => ({ applicationId: `SQ-${it.nth}`, programme: '临时救助', status: 'filed', on: before(it, 1) }),
  },
  {
    name: 'benefit-granted',
    department: 'civil-affairs',
    count: 12,
    to: (person) => person.relation === 'head',
    data: (it) => ({
      grantId: `LS-${it.nth}`,
      household: true,
      programme: '临时救助',
      aidType: 'emergency',
      grantedOn: before(it, 2),
      amount: `${it.random.whole(8, 30) * 100}.00`,
      status: 'granted',
    }),
  },
];

function settlement(it: Occurrence, visitType: string) {
  const { random, nth } = it;
  const inpatient = visitType === 'inpatient';
  const total = inpatient ? random.whole(4000, 26000) : random.whole(40, 900);
  const fund = Math.round(total * (inpatient ? 0.62 : 0.5));
  return {
    settlementId: `JS-${nth}`,
    settledOn: before(it, 3),
    visitType,
    totalAmount: `${total}.00`,
    fundPaid: `${fund}.00`,
    personalBurden: `${total - fund}.00`,
    hospital: random.pick(HOSPITALS),
  };
}

/** What any month brings, spread over its office days and sent department by department. */
export function everydayEvents({ random, make, households }: MonthParts): Posting[] {
  const people = households.flatMap((household) => household.members.map((person) => ({ household, person })));
  const byPosting = new Map<string, { day: string; department: Department; events: CloudEvent[] }>();
  let nth = 0;
  for (const { name, department, count, to, data } of everyday) {
    const suited = people.filter(({ person }) => to(person));
    for (let i = 0; i < count && suited.length > 0; i++) {
      nth += 1;
      // Not on the roster's own day: who is not on the roster yet has no name for the offices.
      const day = random.pick(officeDays.slice(1));
      const { person, household } = random.pick(suited);
      const occurrence = { random, person, household, day, nth };
      const { idNumber } = person;
      const event = make(department, name, timeOn(day, '09:30'), { person: { idNumber }, ...data(occurrence) });
      const key = `${day} ${department}`;
      const posting = byPosting.get(key) ?? { day, department, events: [] };
      byPosting.set(key, posting);
      posting.events.push(event);
    }
  }
  const daily = [...byPosting.values()].map(({ day, department, events }) => ({
    at: instant(day, '10:00'),
    department,
    events,
  }));
  return [...daily, ...monthlyAid({ random, make, households })];
}

/** Basic aid: November's list comes late. */
function monthlyAid({ make, households }: Pick<MonthParts, 'random' | 'make' | 'households'>): Posting[] {
  const aided = households.flatMap((household) => {
    const basic = household.members[0].categories.find(({ key }) => key === 'dibao' || key === 'tekun')?.key;
    return basic === undefined ? [] : [{ ...household, basic }];
  });
  return ['2026-11', '2026-12'].map((period, i) => ({
    at: instant(i === 1 ? '2026-12-22' : '2026-12-03', '11:00'),
    department: 'civil-affairs',
    about: `民政报送${Number(period.slice(5))}月救助金发放`,
    events: aided.map(({ id, basic, members: [head, ...others] }) =>
      make('civil-affairs', 'benefit-granted', timeOn(i === 1 ? '2026-12-21' : '2026-12-02', '16:00'), {
        person: { idNumber: head.idNumber },
        grantId: `${basic}-${period}-${id}`,
        household: true,
        programme: basic === 'tekun' ? '特困供养金' : '城乡低保金',
        aidType: 'basic',
        grantedOn: `${period}-20`,
        amount: `${(others.length + 1) * 412}.50`,
        period,
        status: 'paid',
        payee: head.name,
      }),
    ),
  }));
}
