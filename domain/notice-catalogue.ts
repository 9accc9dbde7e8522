import type { NoticeKind } from './notice.ts';

/**
 * When it goes out. `any-hour`: the office is disturbed at night too where it goes singly; `daytime`: quiet hours are waited
 * for; `morning`: with the morning's digest.
 */
type When = 'any-hour' | 'daytime' | 'morning';

/**
 * How an office hears of it: singly (`sms`), in the morning's digest, by how urgent the warning or the call is (`urgency`),
 * or as the province's ladder says (`ladder`). Where nobody there has a mobile it becomes a call to the landline.
 */
interface ToOffice {
  by: 'sms' | 'digest' | 'urgency' | 'ladder';
  when: When;
}

/** A recipient is written to, or called where no message reaches them. `unlessSaid`: whether they hear of it where the profile says nothing. */
interface ToPerson {
  when: Exclude<When, 'morning'>;
  mayDecline: boolean;
  unlessSaid: boolean;
}

interface Entry {
  /** What it tells, as staff call it. */
  title: string;
  office?: ToOffice;
  person?: ToPerson;
}

const AT_NIGHT_IF_URGENT = { by: 'urgency', when: 'any-hour' } as const satisfies ToOffice;
const BY_LADDER = { by: 'ladder', when: 'daytime' } as const satisfies ToOffice;
const SINGLY = { by: 'sms', when: 'daytime' } as const satisfies ToOffice;
const BY_URGENCY = { by: 'urgency', when: 'daytime' } as const satisfies ToOffice;
const IN_THE_MORNING = { by: 'digest', when: 'morning' } as const satisfies ToOffice;
/** What decides about somebody's aid, and what an office must act on, is always told. */
const ALWAYS = { when: 'daytime', mayDecline: false, unlessSaid: true } as const satisfies ToPerson;

/**
 * Every notice there is: to whom, how, when, and whether it may be declined. A recipient hears nothing when a warning is raised
 * unless the province says so: of a hundred warnings six end in aid, and a phone may be shared.
 */
export const catalogue = {
  'warning-raised': {
    title: '新预警',
    office: AT_NIGHT_IF_URGENT,
    person: { when: 'daytime', mayDecline: false, unlessSaid: false },
  },
  'level-raised': { title: '预警升级', office: AT_NIGHT_IF_URGENT },
  'taken-over': { title: '接办已经入户的预警', office: BY_URGENCY },
  'handed-over': { title: '预警转走了', office: IN_THE_MORNING },
  'due-soon': { title: '快到期', office: BY_LADDER },
  urge: { title: '催办', office: BY_LADDER },
  'overdue-reminder': { title: '逾期提醒上级', office: BY_LADDER },
  'ladder-hole': { title: '有地方没有登记收短信的人', office: SINGLY },
  digest: { title: '早报', office: { by: 'sms', when: 'morning' } },
  missed: { title: '上门没遇到人', person: ALWAYS },
  granted: { title: '救助批准了', person: ALWAYS },
  statement: { title: '帮扶清单出来了', person: { ...ALWAYS, mayDecline: true } },
  'task-new': { title: '新来的工单、转办件', office: BY_URGENCY },
  'task-due-soon': { title: '工单、转办件快到期', office: IN_THE_MORNING },
  'task-urge': { title: '工单、转办件催办', office: SINGLY },
  'task-back': { title: '工单、转办件退回来了', office: BY_URGENCY },
  'task-answered': { title: '工单、转办件有了答复', office: BY_URGENCY },
  'task-undelivered': { title: '没能送到对方系统', office: IN_THE_MORNING },
  'visits-due-soon': { title: '定期探访快到期', office: BY_LADDER },
  'visits-urge': { title: '定期探访催办', office: BY_LADDER },
  'visits-overdue-reminder': { title: '定期探访逾期提醒上级', office: BY_LADDER },
  'task-emergency': { title: '来电人有危险', office: { by: 'sms', when: 'any-hour' } },
  'reports-due-soon': { title: '部门该报的数据快到日子还没报', office: IN_THE_MORNING },
  'reports-overdue': { title: '部门该报的数据过了日子还没报', office: SINGLY },
} as const satisfies Record<NoticeKind, Entry>;

const entry = (kind: NoticeKind): Entry => catalogue[kind];

/** Whether whoever gets it may say that they want no more of this kind (退订): a statement of aid already given. */
export const mayDecline = (kind: NoticeKind): boolean => entry(kind).person?.mayDecline === true;

/** What reaches an office at any hour; nothing else wakes anybody. */
export const mayWake = (kind: NoticeKind): boolean => entry(kind).office?.when === 'any-hour';

/** What a province may tell recipients of, by the profile's `toRecipients`, with what staff call it. */
export const recipientKinds = ['warning-raised', 'missed', 'granted', 'statement'] as const satisfies NoticeKind[];
export type RecipientKind = (typeof recipientKinds)[number];
export const toldUnlessSaid: RecipientKind[] = recipientKinds.filter((kind) => entry(kind).person?.unlessSaid === true);
