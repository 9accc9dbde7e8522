import { type CloudEvent, type Department, type MakeEvent, type Posting, sourceOf, timeOn } from './cloud-event.ts';
import { instant } from './days.ts';
import { householdAt, type MadeUpHousehold, type MadeUpPerson, type MakingUp } from './made-up/household.ts';
import { phoneOf } from './made-up/numbers.ts';

/** Households to which what is difficult happens, so that a person can see how the hub takes it. */
export interface Stories {
  households: readonly MadeUpHousehold[];
  postings: readonly Posting[];
  red: MadeUpHousehold;
}

const MAYING = '621121101';
const PINGXIANG = '621121100';

/** What the stories are told with. */
interface StoryParts {
  making: MakingUp;
  make: MakeEvent;
}

export function stories(parts: StoryParts): Stories {
  const find = householdFinder(parts.making);
  const red = wangFamily(parts.making, find);
  const elderly = find(MAYING, ({ kind }) => kind === 'oldAlone');
  const mover = find(MAYING, ({ members: [head] }) => atWork(head));
  const worker = find(PINGXIANG, ({ members: [head] }) => atWork(head));
  const mistaken = find(PINGXIANG, ({ kind }) => kind === 'family');
  const couple = find(MAYING, ({ kind }) => kind === 'oldCouple');
  const postings = [
    ...illness(parts, red),
    ...deathOf(parts, elderly),
    ...move(parts, mover),
    ...workFoundFirst(parts, worker),
    ...mistake(parts, mistaken),
    ...lateAndCorrected(parts, couple),
    ...troubledBatch(parts, couple),
    lead(parts),
  ];
  return { households: [red, elderly, mover, worker, mistaken, couple], postings, red };
}

/** Households of the county far behind those of its everyday, each given once, and put into a township. */
function householdFinder(making: MakingUp) {
  let nth = 1000;
  return (township: string, holds: (household: MadeUpHousehold) => boolean): MadeUpHousehold => {
    for (;;) {
      const household = householdAt(making, nth++);
      if (holds(household)) return { ...household, township, residence: township, registered: township };
    }
  };
}

const born = ({ birth }: MadeUpPerson) => Number(birth.slice(0, 4));
const atWork = (person: MadeUpPerson) => born(person) > 1970 && born(person) < 2000;

/** A head, a husband who falls ill, a child at university: each member has a reason, the husband the most. */
function wangFamily(making: MakingUp, find: ReturnType<typeof householdFinder>): MadeUpHousehold {
  const family = find(MAYING, ({ members: [head, husband, child, ...more] }) => {
    const three = husband?.relation === 'spouse' && child?.relation === 'child' && more.length === 0;
    return three && head.woman && child.woman && born(child) > 2004 && born(child) < 2009;
  });
  const categories = [{ key: 'dibao', from: '2026-01-01' }];
  const [head, ...others] = family.members.map(({ phone: _drawn, ...person }, member): MadeUpPerson => {
    const phone = phoneOf({ ...making, household: family.nth, member });
    return {
      ...person,
      name: ['王秀英', '赵喆', '赵晓雨'][member] ?? person.name,
      ...(member < 2 && { phone }),
      categories,
    };
  });
  if (!head) throw new Error('a household has a head');
  return { ...family, members: [head, ...others] };
}

const about = ({ idNumber }: MadeUpPerson) => ({ person: { idNumber } });
const posting = (
  day: string,
  time: string,
  department: Department,
  events: readonly CloudEvent[],
  told?: string,
): Posting => ({
  at: instant(day, time),
  department,
  events,
  ...(told !== undefined && { about: told }),
});

/** Blue, yellow, orange, red within ten days; then money comes back from the hospital, and aid comes. */
function illness({ make }: StoryParts, { members }: MadeUpHousehold): Posting[] {
  const [head, husband = head, child = head] = members;
  const stay = { admittedOn: '2026-12-01', dischargedOn: '2026-12-08', hospital: '通渭县人民医院' };
  const bill = {
    ...about(husband),
    settlementId: 'JS-900001',
    visitType: 'inpatient',
    hospital: '通渭县人民医院',
  };
  const amounts = { totalAmount: '48000.00', fundPaid: '26700.00', personalBurden: '21300.00' };
  const back = { totalAmount: '1200.00', fundPaid: '0', personalBurden: '1200.00', refund: true };
  const disability = { ...about(husband), kind: 4, grade: 2, certifiedOn: '2026-12-10' };
  const settled = make('medical-insurance', 'medical-expense', timeOn('2026-12-08', '15:00'), {
    ...bill,
    ...amounts,
    settledOn: '2026-12-08',
  });
  return [
    posting('2026-12-03', '10:20', 'education', [
      make('education', 'university-admission', timeOn('2026-12-03', '09:00'), {
        ...about(child),
        year: 2026,
        admittedOn: '2026-08-20',
        level: '本科',
      }),
    ]),
    posting('2026-12-08', '15:30', 'medical-insurance', [settled]),
    posting('2026-12-09', '09:40', 'health', [
      make('health', 'hospitalization', timeOn('2026-12-09', '09:00'), { ...about(husband), ...stay }),
      make('health', 'chronic-disease', timeOn('2026-12-09', '09:00'), {
        ...about(husband),
        seriousness: 'serious',
        certifiedOn: '2026-12-08',
        disease: '慢性肾功能衰竭',
      }),
    ]),
    posting('2026-12-10', '22:30', 'disabled-persons', [
      make('disabled-persons', 'disability', timeOn('2026-12-10', '17:00'), disability),
    ]),
    posting('2026-12-15', '10:40', 'medical-insurance', [
      make('medical-insurance', 'medical-expense', timeOn('2026-12-15', '10:00'), {
        ...bill,
        ...back,
        settledOn: '2026-12-14',
      }),
    ]),
    posting('2026-12-17', '22:10', 'civil-affairs', [
      make('civil-affairs', 'benefit-granted', timeOn('2026-12-17', '17:30'), {
        ...about(head),
        grantId: 'LS-900001',
        household: true,
        programme: '临时救助',
        aidType: 'emergency',
        grantedOn: '2026-12-17',
        amount: '3000.00',
        status: 'granted',
      }),
      make('civil-affairs', 'benefit-granted', timeOn('2026-12-17', '17:30'), {
        ...about(head),
        grantId: 'WZ-900001',
        household: true,
        programme: '冬季取暖救助',
        aidType: 'supplementary',
        grantedOn: '2026-12-17',
        inKind: '棉被2床',
        status: 'granted',
      }),
    ]),
    ...['2026-10', '2026-11', '2026-12'].map((period, i) =>
      posting(i === 2 ? '2026-12-22' : '2026-12-04', '11:20', 'civil-affairs', [
        make('civil-affairs', 'benefit-granted', timeOn(i === 2 ? '2026-12-21' : '2026-12-02', '16:00'), {
          ...about(head),
          grantId: `DB-900001-${period}`,
          household: true,
          programme: '城乡低保金',
          aidType: 'basic',
          grantedOn: `${period}-20`,
          amount: '1237.50',
          period,
          status: 'paid',
          payee: head.name,
        }),
      ]),
    ),
  ];
}

function deathOf({ make }: StoryParts, { members: [head] }: MadeUpHousehold): Posting[] {
  const stay = { admittedOn: '2026-12-06', hospital: '定西市人民医院' };
  return [
    posting('2026-12-07', '10:30', 'health', [
      make('health', 'hospitalization', timeOn('2026-12-07', '09:10'), { ...about(head), ...stay }),
    ]),
    posting('2026-12-18', '09:50', 'health', [
      make('health', 'death', timeOn('2026-12-18', '09:00'), { ...about(head), diedOn: '2026-12-17' }),
    ]),
  ];
}

function move({ make }: StoryParts, { members }: MadeUpHousehold): Posting[] {
  const moved = { residence: PINGXIANG, on: '2026-12-16' };
  return [
    posting('2026-12-11', '10:30', 'human-resources', [
      make('human-resources', 'unemployment', timeOn('2026-12-11', '09:00'), {
        ...about(members[0]),
        registeredOn: '2026-12-10',
      }),
    ]),
    posting(
      '2026-12-16',
      '15:00',
      'civil-affairs',
      members.map((person) =>
        make('civil-affairs', 'move', timeOn('2026-12-16', '14:00'), { ...about(person), ...moved }),
      ),
    ),
  ];
}

/** He had work again before the office sent that he had lost it: nobody needs to be visited. */
function workFoundFirst({ make }: StoryParts, { members: [head] }: MadeUpHousehold): Posting[] {
  return [
    posting('2026-12-10', '10:10', 'human-resources', [
      make('human-resources', 'reemployment', timeOn('2026-12-10', '09:00'), {
        ...about(head),
        endedOn: '2026-12-09',
        reason: 'employed',
      }),
    ]),
    posting('2026-12-14', '10:10', 'human-resources', [
      make('human-resources', 'unemployment', timeOn('2026-12-14', '09:00'), {
        ...about(head),
        registeredOn: '2026-12-02',
      }),
    ]),
  ];
}

/** Entered for the wrong person and taken back the next day. */
function mistake({ make }: StoryParts, { members: [head] }: MadeUpHousehold): Posting[] {
  const wrong = make('health', 'chronic-disease', timeOn('2026-12-14', '09:00'), {
    ...about(head),
    seriousness: 'serious',
    certifiedOn: '2026-12-11',
  });
  const retracts = { source: sourceOf('health'), id: wrong.id };
  return [
    posting('2026-12-14', '10:50', 'health', [wrong]),
    posting('2026-12-15', '09:30', 'health', [
      make('health', 'retraction', timeOn('2026-12-15', '09:00'), { retracts, reason: '录错了人' }),
    ]),
  ];
}

/** One event that lay three weeks in a drawer, and one corrected under a new id. */
function lateAndCorrected({ make }: StoryParts, { members: [head, ...others] }: MadeUpHousehold): Posting[] {
  const other = others[0] ?? head;
  const first = make('disabled-persons', 'disability', timeOn('2026-12-16', '09:00'), {
    ...about(other),
    kind: 1,
    grade: 1,
    certifiedOn: '2026-12-15',
  });
  const correction = { ...first.data, grade: 3 };
  return [
    posting('2026-12-21', '10:30', 'health', [
      make('health', 'hospitalization', timeOn('2026-11-27', '09:00'), {
        ...about(head),
        admittedOn: '2026-11-18',
        dischargedOn: '2026-11-26',
      }),
    ]),
    posting('2026-12-16', '10:30', 'disabled-persons', [first]),
    posting('2026-12-17', '10:30', 'disabled-persons', [
      make('disabled-persons', 'disability', timeOn('2026-12-17', '09:00'), correction, { supersedes: first.id }),
    ]),
  ];
}

/** What goes wrong in practice: slips of the pen, a batch sent twice, an id used twice, a type that is not one's own. */
function troubledBatch({ make }: StoryParts, { members: [head] }: MadeUpHousehold): Posting[] {
  const time = timeOn('2026-12-23', '09:00');
  const bill = {
    ...about(head),
    settledOn: '2026-12-22',
    visitType: 'outpatient',
    totalAmount: '120.00',
    fundPaid: '60.00',
    personalBurden: '60.00',
  };
  const right = [1, 2, 3, 4, 5].map((n) =>
    make('medical-insurance', 'medical-expense', time, { ...bill, settlementId: `JS-91000${n}` }),
  );
  const lastDigit = head.idNumber.endsWith('1') ? '2' : '1';
  const wrong = [
    { ...bill, settlementId: 'JS-920001', person: { idNumber: head.idNumber.slice(0, 17) + lastDigit } },
    { ...bill, settlementId: 'JS-920002', settledOn: '2027-06-30' },
    { ...bill, settlementId: 'JS-920003', personalBurdn: '60.00' },
    { ...bill, settlementId: 'JS-920004', totalAmount: '120.005' },
  ].map((data) => make('medical-insurance', 'medical-expense', time, data));
  const notTheirs = make('medical-insurance', 'unemployment', time, { ...about(head), registeredOn: '2026-12-22' });
  const otherContent = right.slice(0, 1).map((event) => ({ ...event, data: { ...event.data, totalAmount: '130.00' } }));
  return [
    posting('2026-12-23', '10:30', 'medical-insurance', [...right, ...wrong, notTheirs], '医保一批里有填错的'),
    posting('2026-12-23', '10:45', 'medical-insurance', right, '医保把同一批又发了一次'),
    posting('2026-12-23', '11:00', 'medical-insurance', otherContent, '医保用旧编号发了不同内容'),
  ];
}

/** Somebody called for a neighbour whose ID number nobody knows. */
function lead({ make }: StoryParts): Posting {
  const told = {
    lead: { description: '东关村小卖部旁边一户,老人带着孙子,家里没有取暖的煤', division: '621121101201' },
    reportedOn: '2026-12-12',
    via: 'hotline',
    reportedBy: 'neighbour',
    need: 'living',
  };
  const time = timeOn('2026-12-12', '19:30');
  return posting('2026-12-12', '19:40', 'civil-affairs', [make('civil-affairs', 'self-report', time, told)]);
}
