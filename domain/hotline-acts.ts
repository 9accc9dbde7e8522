import { callStanding } from './call-standing.ts';
import { townshipOf, within } from './division.ts';
import { callLimits, DAYS_OF_A_PAUSE, extendedBy, orderDeadline, shifted } from './hotline-deadlines.ts';
import type { HotlineOrder, OrderAct, OrderStep } from './hotline-order.ts';
import { isOrderOpen, MOST_RETURNS, openOrderActs, owedWhere } from './hotline-states.ts';
import type { Province } from './province.ts';

type CallBackMade = Omit<HotlineOrder['callBacks'][number], 'at' | 'by' | 'round'>;

/** An act with what it says. Owners are office ids. */
export type OrderDoing =
  | { act: 'dispatch'; owner: string; coOwners: readonly string[]; note?: string | undefined }
  | { act: 'sign' | 'resume' }
  | { act: 'return' | 'redo'; reason: string }
  | { act: 'reassign'; owner: string; coOwners: readonly string[]; reason: string }
  | { act: 'extend'; workdays: number; reason: string; approver: string }
  | { act: 'pause'; until?: number | undefined; reason: string }
  | { act: 'conference'; offices: readonly string[]; minute: string; decision: string }
  | { act: 'reply'; text: string }
  | { act: 'close'; reason?: string | undefined }
  | { act: 'call-back'; made: CallBackMade }
  | { act: 'redirect'; to: NonNullable<HotlineOrder['redirect']>['to']; reason: string }
  | { act: 'link'; to: string; reason?: string | undefined };

/** What the act changes, and what the order's steps say of it. */
interface Change {
  to: Partial<HotlineOrder>;
  reason?: string | undefined;
  detail?: string | undefined;
}
type Wrong = { wrong: { path: string; message: string } };

export type OrderActed =
  | { ok: true; order: HotlineOrder }
  /** Not open where it stands; these are. */
  | { ok: false; open: OrderAct[] }
  /** Open, but not with what it says. */
  | ({ ok: false } & Wrong);

/** Who acts, and by which request. */
export type Actor = Pick<OrderStep, 'by' | 'request'>;

/** What an act makes of a work order. `now` is epoch ms. */
export function actOn(order: HotlineOrder, doing: OrderDoing, who: Actor, province: Province, now: number): OrderActed {
  const open = openOrderActs(order);
  if (!open.includes(doing.act)) return { ok: false, open };
  const change = changeBy(order, doing, who.by, province, now);
  if ('wrong' in change) return { ok: false, ...change };
  return { ok: true, order: afterStep(order, change, { act: doing.act, ...who }, province, now) };
}

function changeBy(order: HotlineOrder, doing: OrderDoing, by: string, province: Province, now: number): Change | Wrong {
  switch (doing.act) {
    case 'dispatch':
      return handedTo(order, doing, province, { binding: order.binding || order.status === 'disputed' });
    case 'reassign':
      if (doing.owner === order.owner && sameOffices(doing.coOwners, order.coOwners))
        return wrong('owner', '已经由这个单位办理,不用改派');
      return handedTo(order, doing, province, {});
    case 'sign':
      return { to: { status: 'signed' } };
    case 'return':
      return returned(order, doing.reason);
    case 'extend':
      return extended(order, doing, province, now);
    case 'pause':
      return pausedUntil(doing, now);
    case 'resume':
      return ranOn(order, province, now);
    case 'conference': {
      const { offices, minute, decision } = doing;
      const conference = { at: now, by, offices: [...offices], minute, decision };
      return { to: { conferences: [...order.conferences, conference] }, detail: namesOf(offices, province) };
    }
    case 'reply':
      return { to: { status: 'replied', replies: [...order.replies, { at: now, by, text: doing.text }] } };
    case 'close':
      return closed(order, doing.reason, now);
    case 'call-back':
      return calledBack(order, doing.made, by, now);
    case 'redo':
      return {
        to: {
          status: order.owner === undefined ? 'received' : 'dispatched',
          round: order.round + 1,
          extended: 0,
          closedAt: undefined,
        },
        reason: doing.reason,
      };
    case 'redirect': {
      const { to, reason } = doing;
      return { to: { status: 'redirected', redirect: { to, reason }, closedAt: now }, reason };
    }
    case 'link':
      return { to: { status: 'linked', linkedTo: doing.to, closedAt: now }, reason: doing.reason, detail: doing.to };
  }
}

/** The order's list is its owner's: one that stood on another township's, or only on the county's, moves there. */
function handedTo(
  { area }: HotlineOrder,
  doing: { owner: string; coOwners: readonly string[]; reason?: string; note?: string | undefined },
  province: Province,
  more: Partial<HotlineOrder>,
): Change | Wrong {
  const office = province.offices.find(({ id }) => id === doing.owner);
  if (!office) return wrong('owner', '没有这个单位,请核对编号');
  const coOwners = [...new Set(doing.coOwners)].filter((id) => id !== office.id);
  const stranger = coOwners.find((id) => !province.offices.some((each) => each.id === id));
  if (stranger !== undefined) return wrong('coOwners', '协办单位里有没登记的,请核对编号');
  return {
    to: {
      ...more,
      status: 'dispatched',
      owner: office.id,
      coOwners,
      area: within(office.division, area) ? area : townshipOf(office.division),
    },
    reason: doing.reason ?? doing.note,
    detail: namesOf([office.id, ...coOwners], province),
  };
}

/** The first time back to whoever took the call; the second time the county says whose it is. */
function returned(order: HotlineOrder, reason: string): Change {
  const returns = order.returns + 1;
  const back = { returns, owner: undefined, coOwners: [] };
  return { to: { ...back, status: returns < MOST_RETURNS ? 'received' : 'disputed' }, reason };
}

function extended(
  order: HotlineOrder,
  { workdays, reason, approver }: { workdays: number; reason: string; approver: string },
  province: Province,
  now: number,
): Change | Wrong {
  const { amount, unit } = callLimits(province).extension;
  const most = unit === 'workdays' ? amount : Math.floor(amount / 24);
  if (order.deadline.at <= now) return wrong('workdays', '已经超期,不能再延长');
  if (order.extended + workdays > most)
    return wrong('workdays', `一共最多延长${most}个工作日,已经延长${order.extended}个`);
  return {
    to: {
      extended: order.extended + workdays,
      deadline: extendedBy(order.deadline, workdays, province.calendar),
      reminded: [],
    },
    reason,
    detail: `延长${workdays}个工作日,批准人:${approver}`,
  };
}

function pausedUntil({ until, reason }: { until?: number | undefined; reason: string }, now: number): Change | Wrong {
  const latest = now + DAYS_OF_A_PAUSE * 86_400_000;
  if (until !== undefined && until <= now) return wrong('until', '暂停到什么时候,要写以后的时间');
  if (until !== undefined && until > latest) return wrong('until', `一次最多暂停${DAYS_OF_A_PAUSE}天`);
  return { to: { paused: { at: now, until: until ?? latest, reason } }, reason };
}

/** The clock runs on from `at` with what was left when it stopped. */
function ranOn(order: HotlineOrder, { calendar }: Pick<Province, 'calendar'>, at: number): Change {
  const from = order.paused?.at ?? at;
  const deadline = shifted(order.deadline, from, at, calendar);
  return { to: { paused: undefined, deadline, ...(deadline.at !== order.deadline.at && { reminded: [] }) } };
}

/** The end of a pause that came by itself; undefined where none has come. */
export function wakened(order: HotlineOrder, province: Province, now: number): HotlineOrder | undefined {
  if (!order.paused || now < order.paused.until) return undefined;
  const change = ranOn(order, province, order.paused.until);
  return afterStep(order, change, { act: 'resume-by-itself', by: 'hub' }, province, now);
}

/** Whoever left no number cannot be called back; whoever was, and is told why nothing more can be done, is not called twice. */
function closed(order: HotlineOrder, reason: string | undefined, now: number): Change | Wrong {
  if (order.status === 'unsatisfied' && reason === undefined)
    return wrong('reason', '回访不满意的工单不再重办,要写明原因');
  const owesCall = order.status === 'replied' && order.caller.phone !== undefined;
  return {
    to: { status: owesCall ? 'closed' : 'finished', closedAt: now },
    reason,
    detail: owesCall || order.status === 'unsatisfied' ? undefined : '来电人没有留电话,不用回访',
  };
}

function calledBack(order: HotlineOrder, made: CallBackMade, by: string, now: number): Change | Wrong {
  if (made.result === 'reached' && made.satisfaction === undefined)
    return wrong('satisfaction', '联系上了,要写满意(satisfied)、基本满意(basically)还是不满意(not)');
  if (made.result !== 'reached' && made.satisfaction !== undefined)
    return wrong('satisfaction', '没有联系上本人,不能写满意不满意');
  const { round } = order;
  const callBacks = [...order.callBacks, { ...made, at: now, by, round }];
  const over = callStanding(callBacks.filter((each) => each.round === round).map(({ result }) => result)) !== 'open';
  const status = made.satisfaction === 'not' ? 'unsatisfied' : over ? 'finished' : 'closed';
  return { to: { callBacks, status } };
}

/** The order that another was found to repeat. */
export const withDuplicate = (order: HotlineOrder, id: string, by: string, province: Province, now: number) =>
  afterStep(
    order,
    { to: { duplicates: [...order.duplicates, id] }, detail: id },
    { act: 'duplicate', by },
    province,
    now,
  );

/** The order one version on, with its step, and a new deadline where something else is owed from now on. */
export function afterStep(
  order: HotlineOrder,
  { to, reason, detail }: Change,
  step: Pick<OrderStep, 'act'> & Actor,
  province: Province,
  now: number,
): HotlineOrder {
  const version = order.version + 1;
  const next: HotlineOrder = {
    ...order,
    ...to,
    version,
    changedAt: now,
    steps: [...order.steps, { ...step, version, at: now, ...(reason && { reason }), ...(detail && { detail }) }],
  };
  const owed = owedWhere[next.status];
  const restarts = owed !== undefined && (owed !== order.deadline.of || next.round !== order.round);
  const deadline = restarts ? orderDeadline(owed, next.urgency, province, now) : next.deadline;
  return {
    ...next,
    deadline,
    dueAt: deadline.at,
    open: isOrderOpen(next.status),
    ...(restarts && { reminded: [], paused: undefined }),
    ...(owed === undefined && { paused: undefined }),
  };
}

const wrong = (path: string, message: string): Wrong => ({ wrong: { path, message } });

const sameOffices = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

const namesOf = (ids: readonly string[], { offices }: Pick<Province, 'offices'>) =>
  ids.map((id) => offices.find((office) => office.id === id)?.name ?? id).join('、');
