import type * as z from 'zod';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { askedArea, townshipsWithin } from '../shared/staff-api/area.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { orderPage } from './answers.ts';
import type { HotlinePorts } from './ports.ts';
import type { ordersQuery } from './requests.ts';
import { isLate, itemView } from './view.ts';

type Query = z.output<typeof ordersQuery>;
type Place = Pick<HotlineOrder, 'dueAt' | 'id'>;

/** Townships read at once; each is one query of the list of open work. */
const TOWNSHIPS_AT_ONCE = 50;

/** Open orders of the asked part of the caller's area, the most urgent first. */
export async function orderList(
  ports: Pick<HotlinePorts, 'orders' | 'province' | 'clock'>,
  staff: Staff,
  query: Query,
): Promise<z.output<typeof orderPage>> {
  const now = ports.clock.now();
  const area = askedArea(staff, query.division);
  const found = await inParallel(TOWNSHIPS_AT_ONCE, townshipsWithin(ports.province, area), (township) =>
    ordersOf(ports, township, query, now),
  );
  const orders = found.flat().sort(byUrgency);
  const page = orders.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((order) => itemView(staff, order, ports.province, now)),
    ...(orders.length > page.length && last && { cursor: encodeCursor([last.dueAt, last.id]) }),
  };
}

export const byUrgency = (a: Place, b: Place) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

/** One more than the page needs, so that the page knows whether more follow. */
async function ordersOf(
  { orders }: Pick<HotlinePorts, 'orders'>,
  township: string,
  query: Query,
  now: number,
): Promise<HotlineOrder[]> {
  const found: HotlineOrder[] = [];
  let after: Place | undefined = query.cursor && { dueAt: query.cursor[0], id: query.cursor[1] };
  do {
    const page = await orders.openIn(township, { ...(after && { after }), limit: query.limit + 1 });
    found.push(...page.items.filter((order) => matches(order, query, now)));
    const beyond = query.overdue === 'true' && page.items.some(({ dueAt }) => dueAt > now);
    after = beyond ? undefined : page.next;
  } while (after && found.length <= query.limit);
  return found;
}

const matches = (order: HotlineOrder, { status, overdue }: Query, now: number) =>
  (status === undefined || order.status === status) &&
  (overdue === undefined || (overdue === 'true') === isLate(order, now));
