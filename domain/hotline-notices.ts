import { workdayBefore } from './calendar.ts';
import { afterStep, wakened } from './hotline-acts.ts';
import { recounted } from './hotline-deadlines.ts';
import type { HotlineOrder, OrderAct } from './hotline-order.ts';
import type { Notice } from './notice.ts';
import { lastDay, type NoticeIds, taskNotice } from './notice-plan.ts';
import { type Office, officeFor } from './office.ts';
import { type Role, roles } from './profile.ts';
import type { Province } from './province.ts';
import type { Reminded } from './task.ts';

const of = { kind: 'call', name: '热线工单' } as const;

type Saying = Pick<Parameters<typeof taskNotice>[2], 'kind' | 'by' | 'cause' | 'reason'>;

function tell(
  offices: readonly (Office | undefined)[],
  order: HotlineOrder,
  saying: Saying,
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice[] {
  const known = offices.filter((office) => office !== undefined);
  return [...new Map(known.map((office) => [office.id, office])).values()].map((office) =>
    taskNotice(ids, now, { ...saying, task: order, of, office }, province),
  );
}

/** Whoever is in danger is the county's business at once, at any hour. */
export function emergencyNotices(order: HotlineOrder, province: Province, ids: NoticeIds, now: number): Notice[] {
  if (order.urgency !== 'emergency') return [];
  const saying = { kind: 'task-emergency', by: 'sms', cause: 'emergency', reason: '紧急来电' } as const;
  return tell([officeFor(province.offices, 'county', order.area)], order, saying, province, ids, now);
}

/** Whom an act concerns: the owners of what is handed to them, whoever took the call of what comes back or is answered. */
export function orderNotices(
  order: HotlineOrder,
  act: OrderAct,
  province: Province,
  ids: NoticeIds,
  now: number,
): Notice[] {
  const by = order.urgency === 'normal' ? 'digest' : 'sms';
  const cause = `v${order.version}`;
  const said = (offices: readonly (Office | undefined)[], saying: Pick<Saying, 'kind' | 'reason'>) =>
    tell(offices, order, { ...saying, by, cause }, province, ids, now);
  if (order.status === 'dispatched' && (act === 'dispatch' || act === 'reassign' || act === 'redo'))
    return said(ownersOf(order, province), { kind: 'task-new', reason: act === 'redo' ? '退回重办' : '派来的工单' });
  if (act === 'return')
    return said([order.status === 'disputed' ? countyOf(order, province) : accepterOf(order, province)], {
      kind: 'task-back',
      reason: order.status === 'disputed' ? '两次退回,请裁定由谁办理' : '工单退回来了',
    });
  if (act === 'reply' && order.owner !== undefined)
    return said([accepterOf(order, province)], { kind: 'task-answered', reason: '承办单位已答复' });
  return [];
}

/**
 * What an order's day makes people hear: a workday before it whoever owes it, once it is late they again with a copy to the
 * level above. A pause that ran out ends, and a deadline that was provisional is counted again. Undefined: nothing to do.
 */
export function remindCall(
  task: HotlineOrder,
  province: Province,
  ids: NoticeIds,
  now: number,
): Reminded<HotlineOrder> | undefined {
  if (!task.open) return undefined;
  if (task.paused) {
    const awake = wakened(task, province, now);
    return awake && { task: awake, notices: [] };
  }
  const deadline = recounted(task.deadline, province.calendar);
  if (deadline) {
    const to = { deadline, ...(deadline.at !== task.deadline.at && { reminded: [] }) };
    const step = { act: 'recount', by: 'hub' } as const;
    return { task: afterStep(task, { to, detail: deadline.why }, step, province, now), notices: [] };
  }
  return remindOfDay(task, province, ids, now);
}

function remindOfDay(
  task: HotlineOrder,
  province: Province,
  ids: NoticeIds,
  now: number,
): Reminded<HotlineOrder> | undefined {
  const due = dueNow(task, province, now);
  if (due === undefined || task.reminded.includes(due)) return undefined;
  const owing = owingOf(task, province);
  const late = due === 'overdue';
  const told = late ? [owing, above(owing, task, province)] : [owing];
  const saying = {
    kind: late ? 'task-urge' : 'task-due-soon',
    by: late ? 'sms' : 'digest',
    // A deadline that was set anew is another reason to be reminded.
    cause: `${due}#${task.deadline.of}#${task.dueAt}`,
    reason: late ? `工单应于${lastDay(task.dueAt)}前办理,已超期,催办` : '工单快到期',
  } as const;
  const notices = tell(told, task, saying, province, ids, now);
  const names = told.flatMap((office) => office?.name ?? []).join('、');
  const detail = `${late ? '催办' : '到期提醒'}:${names || '没有登记单位,这一步没有人收到'}`;
  const change = { to: { reminded: [...task.reminded, due] }, detail };
  return { task: afterStep(task, change, { act: 'remind', by: 'hub' }, province, now), notices };
}

/** A deadline in hours is too near for a reminder in the morning. */
function dueNow(
  { dueAt, deadline }: HotlineOrder,
  { calendar }: Province,
  now: number,
): 'due-soon' | 'overdue' | undefined {
  if (dueAt <= now) return 'overdue';
  const soon = deadline.unit === 'workdays' && workdayBefore(dueAt, 1, calendar) <= now;
  return soon ? 'due-soon' : undefined;
}

/** The office that has to move: the owner of what is being worked, the county of a dispute, else whoever took the call. */
function owingOf(order: HotlineOrder, province: Province): Office | undefined {
  const { deadline, owner } = order;
  if (deadline.of === 'finish') return province.offices.find(({ id }) => id === owner);
  return (deadline.of === 'decide' ? undefined : accepterOf(order, province)) ?? countyOf(order, province);
}

/** The supervising level's office; none above the province. */
function above(office: Office | undefined, { area }: HotlineOrder, { offices }: Province): Office | undefined {
  const role = office && roles.options[roles.options.indexOf(office.role) + 1];
  return role && officeFor(offices, role, area);
}

const countyOf = ({ area }: HotlineOrder, { offices }: Province) => officeFor(offices, 'county', area);

const ownersOf = ({ owner, coOwners }: HotlineOrder, { offices }: Province) =>
  offices.filter(({ id }) => id === owner || coOwners.includes(id));

/** The office of whoever took the call; the hotline itself works from its list and has no office. */
function accepterOf({ firstAccepter: { role, division } }: HotlineOrder, { offices }: Province): Office | undefined {
  const own = roles.options.find((each): each is Role => each === role);
  return own && offices.find((office) => office.role === own && office.division === division);
}
