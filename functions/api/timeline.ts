import type * as z from 'zod';
import { departmentName } from '../../domain/department-name.ts';
import { divisionName } from '../../domain/division.ts';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import { orderKindNames, orderStatusNames } from '../../domain/hotline-states.ts';
import { formatYuan } from '../../domain/money.ts';
import type { Notice } from '../../domain/notice.ts';
import { lastDay } from '../../domain/notice-plan.ts';
import { type PlannedVisit, visitStatusNames } from '../../domain/planned-visit.ts';
import type { Province } from '../../domain/province.ts';
import { type Referral, resultNames } from '../../domain/referral.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { newer, newestBy, type Signal, type SignalKind, type SignalOf } from '../../domain/signal.ts';
import { type Deliveries, deliveryText } from '../../domain/statement-delivery.ts';
import { periodLabel } from '../../domain/statement-period.ts';
import type { Visit, Warning } from '../../domain/warning.ts';
import { outcomeNames } from '../../domain/warning-acts.ts';
import type { Membership } from '../shared/people.ts';
import type { IssuedStatement } from '../shared/statements.ts';
import type { timelineEntry } from './household-answers.ts';
import { noticeViews } from './notice-view.ts';
import type { ApiPorts } from './ports.ts';

export type TimelineEntry = z.output<typeof timelineEntry>;
type Who = NonNullable<TimelineEntry['person']>;
type Words = { [K in SignalKind]: (signal: SignalOf<K>, province: Province) => string };

/** One line a signal: what happened, without illness, hospital or account. */
const words: Words = {
  roster: () => '名册登记',
  'medical-expense': ({ refund }) => (refund ? '医疗费用退费' : '医疗费用结算'),
  'medical-burden': () => '医疗费用累计清单',
  hospitalization: () => '住院',
  'chronic-disease': () => '慢性病、大病认定',
  disability: ({ status }) => (status === 'valid' ? '残疾登记' : '残疾证注销或过期'),
  unemployment: () => '登记失业',
  reemployment: () => '失业结束',
  'university-admission': () => '考上大学',
  'education-expense': () => '教育支出',
  'income-drop': () => '收入下降',
  accident: () => '意外、灾害',
  'self-report': ({ joined }) => (joined === undefined ? '主动反映困难' : '线索查明是本人:反映困难'),
  'benefit-granted': (grant) => `${grant.programme}${given(grant)}${grantStatus[grant.status]}`,
  application: ({ programme, status }) => `${programme}:${applicationStatus.get(status) ?? status}`,
  move: ({ residence }, { divisions }) => `搬到${divisionName(residence, divisions)}`,
  death: () => '去世',
};

const grantStatus = { granted: ',已批准', paid: ',已发放', returned: ',已退回' };
const applicationStatus = new Map([
  ['filed', '已申请'],
  ['accepted', '已受理'],
  ['investigating', '调查中'],
  ['published', '公示中'],
  ['approved', '已批准'],
  ['refused', '未批准'],
  ['withdrawn', '已撤回'],
]);
const given = ({ amount, inKind }: SignalOf<'benefit-granted'>) =>
  amount === undefined ? (inKind ?? '') : `${formatYuan(amount)}元`;

const entryKinds: Partial<Record<SignalKind, TimelineEntry['kind']>> = {
  'benefit-granted': 'grant',
  application: 'application',
  move: 'move',
  death: 'death',
};

/** The signals of one person; a grant in its newest form only. */
export function ofSignals(province: Province, person: Who, signals: readonly Signal[]): TimelineEntry[] {
  const grants = signals.filter((signal) => signal.kind === 'benefit-granted');
  const others = withoutRepeats(signals.filter((signal) => signal.kind !== 'benefit-granted'));
  const departments = new Map(province.profile.departments.map(({ key, name }) => [key, name]));
  return [...newestBy(grants, ({ grant }) => grant), ...others].map((signal) => ({
    on: signal.on,
    kind: entryKinds[signal.kind] ?? 'signal',
    text: sayOf(signal, province),
    person,
    department: departments.get(signal.department) ?? signal.department,
    ...(signal.retracted && { retracted: true as const }),
  }));
}

/** A roster that comes every month and says what the one before it said is no news. */
function withoutRepeats<S extends Signal>(signals: readonly S[]): S[] {
  const said = new Map<string, string>();
  return signals.toSorted(newer).filter((signal) => {
    if (signal.kind !== 'roster' || signal.retracted) return true;
    const { source, categories, household } = signal;
    const says = JSON.stringify([categories, household?.id, household?.relation]);
    const repeats = said.get(source) === says;
    said.set(source, says);
    return !repeats;
  });
}

function sayOf<K extends SignalKind>(signal: SignalOf<K> & { kind: K }, province: Province): string {
  const say: (signal: SignalOf<K>, province: Province) => string = words[signal.kind];
  return say(signal, province);
}

const relations = { head: '户主', spouse: '配偶', child: '子女', parent: '父母', other: '其他' };

/** Coming, going, and becoming another in the same household, as when the head changes. Stays of one person, oldest first. */
export const ofMembership = (person: Who, stays: readonly Membership[]): TimelineEntry[] =>
  stays.flatMap(({ from, until, relation }, i) => {
    const goesOn = i > 0 && stays[i - 1]?.until === from;
    const ends = until !== undefined && stays[i + 1]?.from !== until;
    const begins = `${goesOn ? '改为' : '成为家庭成员:'}${relations[relation]}`;
    return [
      { on: from, kind: 'membership' as const, text: begins, person },
      ...(ends ? [{ on: until, kind: 'membership' as const, text: '不再是家庭成员', person }] : []),
    ];
  });

/** A warning's beginning, the visits to it, and its end. */
export function ofWarning({ profile }: Province, warning: Warning): TimelineEntry[] {
  const { id, number, status, closedAt, outcome, visits = [] } = warning;
  const level = profile.levels.list.find(({ key }) => key === warning.peakLevel)?.name ?? warning.peakLevel;
  const base = { kind: 'warning' as const, id, status };
  const ended = status === 'merged' ? '并入另一条预警' : '预警撤销';
  // What another warning took over is told there, once.
  const own = status === 'merged' ? [] : visits;
  return [
    { ...base, on: dayOf(warning.raisedAt), text: `${level}预警 ${number}` },
    ...own.map((visit) => ({ ...base, kind: 'visit' as const, on: dayOf(visit.visitedAt), ...visited(visit, number) })),
    ...(closedAt === undefined
      ? []
      : [{ ...base, on: dayOf(closedAt), text: `${outcome ? outcomeNames[outcome.outcome] : ended} ${number}` }]),
  ];
}

function visited({ met, findings, needs, note, by }: Visit, number: string): Pick<TimelineEntry, 'text' | 'visit'> {
  return {
    text: `入户走访 ${number}`,
    visit: { met, findings, needs: [...needs], ...(note !== undefined && { note }), by },
  };
}

export async function ofNotices(
  ports: Pick<ApiPorts, 'people' | 'province'>,
  notices: readonly Notice[],
): Promise<TimelineEntry[]> {
  const views = await noticeViews(ports, notices);
  return views.map(({ id, text, status, audience, createdAt }) => ({
    on: createdAt.slice(0, 10),
    kind: 'notice',
    text,
    id,
    status,
    ...(audience.person && { person: audience.person }),
  }));
}

/** A planned visit: when it was made, or given up, or by when it is owed. */
export function ofPlannedVisit({ id, watch, status, plannedAt, dueAt, calls, closed }: PlannedVisit): TimelineEntry {
  const base = { kind: 'visit' as const, id, status };
  const { visitedAt, answers = [] } = status === 'done' ? (calls.at(-1) ?? {}) : {};
  if (visitedAt !== undefined) {
    const wrong = answers.filter(({ ok }) => !ok).length;
    return { ...base, on: dayOf(visitedAt), text: `${watch}:已走访${wrong > 0 ? `,${wrong}项有问题` : ''}` };
  }
  if (closed) return { ...base, on: dayOf(closed.at), text: `${watch}:${visitStatusNames[status]}` };
  return { ...base, on: dayOf(plannedAt), text: `${watch}:应于${lastDay(dueAt)}前走访` };
}
/** A call to the hotline about them: that there was one, and where it stands; what was said is for those who work it. */
export const ofCall = ({ id, kind, status, confidential, receivedAt }: HotlineOrder): TimelineEntry => ({
  on: dayOf(receivedAt),
  kind: 'call',
  text: `热线工单 ${id}(${confidential ? '保密' : orderKindNames[kind]}):${orderStatusNames[status]}`,
  id,
  status,
});

/** A sheet, and each time it was handed over: to whom by kin, not by name. */
export function ofStatement(issued: IssuedStatement, deliveries: Deliveries | undefined): TimelineEntry[] {
  const sheet = `${periodLabel(issued)}${issued.statement.name}`;
  const base = { kind: 'statement' as const, id: issued.id };
  return [
    { ...base, on: dayOf(issued.issuedAt), text: sheet },
    ...(deliveries?.entries ?? []).map((delivery) => ({
      ...base,
      on: delivery.deliveredOn,
      text: `${sheet}送到:${deliveryText(delivery)}`,
    })),
  ];
}

/** That something was sent to a department, and what came of it. */
export function ofReferral(province: Province, referral: Referral): TimelineEntry[] {
  const { number, matter, status, steps, feedback } = referral;
  const base = { kind: 'referral' as const, id: number, status };
  return steps.flatMap(({ act, at, department }): TimelineEntry[] => {
    const name = departmentName(province, department ?? referral.department);
    const said = { ...base, on: dayOf(at), department: name };
    if (act === 'refer' || department !== undefined) return [{ ...said, text: `转${name}:${matter} ${number}` }];
    if (act === 'cancel') return [{ ...said, text: `撤回转办 ${number}` }];
    if (act !== 'feedback' || !feedback) return [];
    const programmes = feedback.programmes.length > 0 ? `,${feedback.programmes.join('、')}` : '';
    return [{ ...said, text: `${name}反馈:${resultNames[feedback.result]}${programmes} ${number}` }];
  });
}
