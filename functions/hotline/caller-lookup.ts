import type * as z from 'zod';
import { inParallel } from '../shared/in-parallel.ts';
import { seesPerson } from '../shared/staff-api/area.ts';
import { matchView } from '../shared/staff-api/person-match.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { callerMatches } from './answers.ts';
import { byUrgency } from './order-list.ts';
import type { HotlinePorts } from './ports.ts';
import { seesOrder } from './sight.ts';
import { itemView } from './view.ts';

/** Open orders that were opened for this phone (E.164), and the people who are registered under it: nobody is asked twice. */
export async function callerLookup(
  ports: HotlinePorts,
  staff: Staff,
  phone: string,
): Promise<z.output<typeof callerMatches>> {
  const { orders, callers, people, hasher, province, clock } = ports;
  const key = hasher.phoneKey(phone);
  const [pointers, ids] = await Promise.all([callers.of(key), people.byPhone(key)]);
  const found = await inParallel(8, pointers, ({ id }) => orders.get(id));
  // A pointer may have been made for an order that never was, or whose number another order then took.
  const open = found.filter(
    (order) => order?.open === true && order.caller.phone === phone && seesOrder(staff, order, province),
  );
  const known = await people.get([...new Set(ids)]);
  return {
    orders: open
      .flatMap((order) => order ?? [])
      .sort(byUrgency)
      .map((order) => itemView(staff, order, province, clock.now())),
    people: [...known.values()]
      .filter((person) => seesPerson(staff, person, province))
      .map((person) => matchView(province, person)),
  };
}
