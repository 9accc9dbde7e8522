import { type HotlineOrder, type OrderAct, type OrderStatus, type Owed, orderActs } from './hotline-order.ts';

/**
 * The states, as a table: what may be done where a work order stands, and where it may then stand. What is missing is not
 * open. Several targets: the second return, an answer to a caller who left no number, and what the caller says, decide.
 */
export const orderTransitions = {
  received: {
    dispatch: ['dispatched'],
    conference: ['received'],
    reply: ['replied'],
    redirect: ['redirected'],
    link: ['linked'],
  },
  dispatched: {
    sign: ['signed'],
    return: ['received', 'disputed'],
    reassign: ['dispatched'],
    extend: ['dispatched'],
    pause: ['dispatched'],
    resume: ['dispatched'],
    conference: ['dispatched'],
    redirect: ['redirected'],
    link: ['linked'],
  },
  signed: {
    return: ['received', 'disputed'],
    reassign: ['dispatched'],
    extend: ['signed'],
    pause: ['signed'],
    resume: ['signed'],
    conference: ['signed'],
    reply: ['replied'],
    redirect: ['redirected'],
    link: ['linked'],
  },
  disputed: {
    dispatch: ['dispatched'],
    conference: ['disputed'],
    redirect: ['redirected'],
    link: ['linked'],
  },
  replied: { close: ['closed', 'finished'], redo: ['dispatched', 'received'] },
  closed: { 'call-back': ['closed', 'unsatisfied', 'finished'] },
  unsatisfied: { redo: ['dispatched', 'received'], conference: ['unsatisfied'], close: ['finished'] },
  finished: {},
  redirected: {},
  linked: {},
} as const satisfies Record<OrderStatus, Partial<Record<OrderAct, readonly OrderStatus[]>>>;

/** What is owed where an order stands: the deadline that then runs. Nothing is owed of what is over. */
export const owedWhere = {
  received: 'dispatch',
  dispatched: 'finish',
  signed: 'finish',
  disputed: 'decide',
  replied: 'close',
  closed: 'call-back',
  unsatisfied: 'redo',
  finished: undefined,
  redirected: undefined,
  linked: undefined,
} as const satisfies Record<OrderStatus, Owed | undefined>;

/** A wrong owner sends it back at most so often (Shandong's rules); then the county decides. */
export const MOST_RETURNS = 2;

/** While the clock stands still nothing is worked. */
const WHILE_PAUSED: readonly OrderAct[] = ['resume', 'conference', 'redirect', 'link'];

type Standing = Pick<HotlineOrder, 'status' | 'paused' | 'binding'>;

/** The acts that are open, whoever may do them, in the order of the work. What the county decided cannot be returned. */
export const openOrderActs = ({ status, paused, binding }: Standing): OrderAct[] =>
  orderActs.filter(
    (act) =>
      act in orderTransitions[status] &&
      (paused ? WHILE_PAUSED.includes(act) : act !== 'resume') &&
      !(act === 'return' && binding),
  );

/** Whether an order is still owed something. */
export const isOrderOpen = (status: OrderStatus): boolean => owedWhere[status] !== undefined;

/** As people say it. */
export const orderStatusNames: Readonly<Record<OrderStatus, string>> = {
  received: '已受理,待派出',
  dispatched: '已派出,待签收',
  signed: '已签收,办理中',
  disputed: '两次退回,待县里裁定',
  replied: '已答复,待审核',
  closed: '已办结,待回访',
  unsatisfied: '回访不满意,待重办',
  finished: '已完成',
  redirected: '已引导到其他渠道',
  linked: '重复来电,已并单',
};

export const orderKindNames: Readonly<Record<HotlineOrder['kind'], string>> = {
  consult: '咨询',
  help: '求助',
  complaint: '投诉',
  suggestion: '建议',
};
