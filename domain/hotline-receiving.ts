import { eightDigits } from './eight-digits.ts';
import { orderDeadline } from './hotline-deadlines.ts';
import type { HotlineOrder } from './hotline-order.ts';
import type { Province } from './province.ts';
import { dayOf, monthOf } from './shanghai-day.ts';

/** What the person at the telephone wrote down. */
export type Told = Pick<
  HotlineOrder,
  | 'area'
  | 'subject'
  | 'kind'
  | 'urgency'
  | 'confidential'
  | 'place'
  | 'text'
  | 'firstAccepter'
  | 'caller'
  | 'about'
  | 'hardship'
  | 'emergencyNumbers'
  | 'outsideNumber'
  | 'request'
>;

/** A new work order; its first deadline is to hand it to whoever is competent. */
export function receivedOrder(
  number: string,
  told: Told,
  province: Pick<Province, 'profile' | 'calendar'>,
  now: number,
): HotlineOrder {
  const deadline = orderDeadline('dispatch', told.urgency, province, now);
  return {
    ...told,
    id: number,
    number,
    version: 1,
    open: true,
    dueAt: deadline.at,
    status: 'received',
    coOwners: [],
    binding: false,
    deadline,
    extended: 0,
    returns: 0,
    round: 1,
    conferences: [],
    replies: [],
    callBacks: [],
    duplicates: [],
    steps: [{ version: 1, act: 'receive', at: now, by: told.firstAccepter.by }],
    reminded: [],
    receivedAt: now,
    changedAt: now,
  };
}

/** `G2611-` and eight digits of a hash (any text of 22 url-safe characters), by the month of `now`. */
export function orderNumber(hash: string, now: number): string {
  const [, year = '', month = ''] = /^..(..)-(..)/.exec(monthOf(dayOf(now))) ?? [];
  return `G${year}${month}-${eightDigits(hash)}`;
}

export const isOrderNumber = (text: string): boolean => /^G\d{4}-\d{8}$/.test(text);
