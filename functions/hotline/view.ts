import type * as z from 'zod';
import { divisionName, fullDivisionName, within } from '../../domain/division.ts';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import { orderStatusNames } from '../../domain/hotline-states.ts';
import { maskName } from '../../domain/masking.ts';
import { maskPhone } from '../../domain/phone.ts';
import type { Province } from '../../domain/province.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { orderDetail, orderItem } from './answers.ts';
import type { HotlinePorts } from './ports.ts';
import { reported } from './report.ts';
import { actsFor, seesAbout, seesContent } from './sight.ts';

type Item = z.output<typeof orderItem>;
type Detail = z.output<typeof orderDetail>;

/** A line of the list; of a confidential order others see that there is one. */
export function itemView(staff: Staff, order: HotlineOrder, province: Province, now: number): Item {
  const { id, number, version, kind, urgency, status, confidential, area, dueAt, receivedAt } = order;
  const hidden = !seesContent(staff, order, province);
  const [owner] = officesOf(province, order.owner === undefined ? [] : [order.owner]);
  return {
    id,
    number,
    version,
    kind,
    urgency,
    status,
    statusName: orderStatusNames[status],
    confidential,
    hidden,
    division: area,
    place: divisionName(area, province.divisions),
    ...(!hidden && { text: order.text }),
    ...(owner && { owner }),
    coOwners: officesOf(province, order.coOwners),
    dueAt: offsetDateTime(dueAt),
    overdue: isLate(order, now),
    paused: order.paused !== undefined,
    receivedAt: offsetDateTime(receivedAt),
  };
}

/** While the clock stands still nothing is late. */
export const isLate = ({ open, paused, dueAt }: HotlineOrder, now: number): boolean => open && !paused && dueAt <= now;

const officesOf = ({ offices }: Province, ids: readonly string[]) =>
  offices.filter(({ id }) => ids.includes(id)).map(({ id, name, landline }) => ({ id, name, landline }));

/** One order in full, as far as the caller may read it: names and phones are masked. */
export async function orderView(ports: HotlinePorts, staff: Staff, order: HotlineOrder): Promise<Detail> {
  const { province, clock } = ports;
  const item = itemView(staff, order, province, clock.now());
  const { deadline, paused, linkedTo, closedAt, firstAccepter, extended, returns, round, outsideNumber } = order;
  const said = item.hidden ? UNSAID : await contentOf(ports, staff, order);
  return {
    ...item,
    ...(outsideNumber !== undefined && { outsideNumber }),
    firstAccepter,
    deadline: {
      of: deadline.of,
      at: offsetDateTime(deadline.at),
      why: deadline.why,
      provisional: deadline.provisional,
    },
    ...(paused && { pausedUntil: offsetDateTime(paused.until) }),
    extended,
    returns,
    round,
    ...(order.urgency === 'emergency' && { advice: adviceFor(order) }),
    emergency: order.emergencyNumbers,
    ...said,
    ...(linkedTo !== undefined && { linkedTo }),
    duplicates: order.duplicates,
    ...(closedAt !== undefined && { closedAt: offsetDateTime(closedAt) }),
    openActs: actsFor(staff, order, province),
  };
}

type Said = Pick<Detail, 'caller' | 'subject' | 'about' | 'hardship' | 'redirect'> &
  Pick<Detail, 'conferences' | 'replies' | 'callBacks' | 'steps'>;
const UNSAID: Said = { conferences: [], replies: [], callBacks: [], steps: [] };

async function contentOf(ports: HotlinePorts, staff: Staff, order: HotlineOrder): Promise<Said> {
  const { caller, redirect, conferences, replies, callBacks, steps } = order;
  const { name, phone, relation } = caller;
  const who = await whoView(ports, staff, order);
  const hardship = await hardshipView(ports, staff, order);
  const dated = <T extends { at: number }>(list: readonly T[]) =>
    list.map((each) => ({ ...each, at: offsetDateTime(each.at) }));
  return {
    caller: {
      ...(name !== undefined && { maskedName: maskName(name) }),
      ...(phone !== undefined && { maskedPhone: maskPhone(phone) }),
      ...(relation && { relation }),
    },
    ...who,
    ...(hardship && { hardship }),
    conferences: dated(conferences),
    replies: dated(replies),
    callBacks: dated(callBacks),
    ...(redirect && { redirect }),
    steps: dated(steps).map(({ version: _version, request: _request, ...step }) => step),
  };
}

async function whoView(
  { people, province }: HotlinePorts,
  staff: Staff,
  order: HotlineOrder,
): Promise<Pick<Detail, 'about' | 'subject'>> {
  const { about } = order;
  const subject = order.subject === undefined ? {} : { subject: order.subject };
  if (about === undefined) return subject;
  if ('idNumber' in about) return { about: { unknown: true } };
  if ('lead' in about) {
    const { description, division } = about.lead;
    return { ...subject, about: { lead: { description, division: fullDivisionName(division, province.divisions) } } };
  }
  const record = (await people.get([about.person])).get(about.person);
  if (!record || !seesAbout(staff, order, record, province)) return { about: { unknown: true } };
  return { ...subject, about: { person: about.person, maskedName: maskName(record.name?.value ?? '') } };
}

/** A warning of another area is not shown: whoever took the call there learns no more than that it was assessed. */
async function hardshipView(
  ports: HotlinePorts,
  staff: Staff,
  { hardship }: HotlineOrder,
): Promise<Detail['hardship']> {
  if (!hardship) return undefined;
  const { status, warning } = await reported(ports, hardship);
  const shown = warning && within(staff.division, warning.township) ? warning : undefined;
  return {
    need: hardship.need,
    status,
    ...(shown && {
      warning: { id: shown.id, number: shown.number, level: shown.peakLevel, status: shown.status },
    }),
  };
}

const services = { '110': '110(报警)', '119': '119(火警)', '120': '120(急救)', '122': '122(交通事故)' } as const;

function adviceFor({ emergencyNumbers: numbers }: HotlineOrder): string {
  const named = (numbers.length > 0 ? numbers : (['110', '119', '120', '122'] as const)).map((each) => services[each]);
  return `有人身安全危险:请马上转接或请来电人拨打${named.join('、')},不要等工单。县里的民政单位已同时通知。`;
}
