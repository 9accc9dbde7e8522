import { emergencyNotices } from '../../domain/hotline-notices.ts';
import type { CallerOrder, HotlineOrder } from '../../domain/hotline-order.ts';
import { orderNumber, receivedOrder, type Told } from '../../domain/hotline-receiving.ts';
import type { Province } from '../../domain/province.ts';
import { soundsUrgent } from '../../domain/reply-word.ts';
import { route } from '../../domain/routing.ts';
import type { ReceiptProvider } from '../../domain/sms-receipt.ts';
import { idsFor } from '../shared/assessing/reassess.ts';
import type { Clock } from '../shared/clock.ts';
import type { Notices } from '../shared/notices.ts';
import type { People, PersonRecord } from '../shared/people.ts';
import { SafeError } from '../shared/safe-error.ts';
import type { Hasher } from '../shared/sealing.ts';
import { subjectOf, townshipFor } from '../shared/subject.ts';
import type { Tasks } from '../shared/tasks.ts';
import { tellOffices } from '../shared/tell-offices.ts';
import type { SaidReply } from './vendor-form.ts';

export interface OpenOrderPorts {
  orders: Pick<Tasks<HotlineOrder>, 'get' | 'put'>;
  callers: Pick<Tasks<CallerOrder>, 'put'>;
  people: Pick<People, 'get' | 'byPhone'>;
  notices: Pick<Notices, 'put' | 'wait'>;
  hasher: Pick<Hasher, 'phoneKey' | 'scoped'>;
  smsAvailable: boolean;
  province: Province;
  clock: Clock;
}

/** Two orders of one month that hash to the same eight digits: one in a hundred million, and then the next number is tried. */
const MOST_ATTEMPTS = 5;
/** The networks join a long message of their own; more than this was not typed on a phone. */
const LONGEST = 1000;

/**
 * A reply that somebody has to read, as a work order (工单) with its deadlines and reminders: with the hotline of where whoever has that number
 * lives, else with the province's. Its number follows from the reply, so that one pushed again meets its own order.
 */
export async function openOrder(
  ports: OpenOrderPorts,
  provider: ReceiptProvider,
  reply: SaidReply,
  at: number,
): Promise<void> {
  const { hasher, province, clock } = ports;
  const key = replyKey(hasher, provider, reply);
  const told = await toldBy(ports, reply, key);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const number = orderNumber(hasher.scoped('number', 'reply', key, String(attempt)), at);
    const order = receivedOrder(number, told, province, clock.now());
    await pointTo(ports, order, reply.phone);
    const stands = (await ports.orders.put(order)) ? order : await ports.orders.get(number);
    if (stands?.request?.key !== key) continue;
    return tellOffices(ports.notices, emergencyNotices(stands, province, idsFor(ports), stands.receivedAt));
  }
  throw new SafeError('reply-numbers-taken', 'no free number was found for the order of a reply');
}

/** What the vendor numbers the reply by; where it does not, who said what when. */
const replyKey = (
  hasher: OpenOrderPorts['hasher'],
  provider: string,
  { sequence, phone, at, text }: SaidReply,
): string =>
  hasher.scoped('number', 'reply-key', provider, ...(sequence === undefined ? [phone, String(at), text] : [sequence]));

async function toldBy(ports: OpenOrderPorts, { phone, text }: SaidReply, key: string): Promise<Told> {
  const { province } = ports;
  const sharing = await peopleOf(ports, phone);
  // A number that several have in common names none of them, but it lives where they live.
  const [first] = sharing;
  const only = sharing.length === 1 ? first : undefined;
  const subject = subjectOf(only, province);
  const area = first ? townshipFor(first, province) : areaOfOffice(ports, phone);
  return {
    area,
    ...(subject !== undefined && { subject }),
    kind: 'consult',
    urgency: soundsUrgent(text) ? 'emergency' : 'normal',
    confidential: false,
    place: area,
    text: `回复短信:${text.slice(0, LONGEST)}`,
    firstAccepter: { by: 'hub', role: 'hotline', division: area },
    caller: { phone },
    ...(only && { about: { person: only.id } }),
    emergencyNumbers: [],
    request: { key, digest: key },
  };
}

async function peopleOf({ people, hasher }: OpenOrderPorts, phone: string): Promise<PersonRecord[]> {
  const found = await people.get(await people.byPhone(hasher.phoneKey(phone)));
  return [...found.values()].filter(({ diedOn }) => diedOn === undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Somebody of an office who answers a message about their work; a number that nobody has is the province's to read. */
function areaOfOffice({ province }: OpenOrderPorts, phone: string): string {
  const office = province.offices.find(({ contacts }) => contacts.some((contact) => contact.phone === phone));
  return route({ reportedFrom: office?.division ?? province.profile.division }, province);
}

/** Before the order: a pointer to nothing is passed over, an order that its sender's phone does not find is worse. */
async function pointTo({ callers, hasher }: OpenOrderPorts, order: HotlineOrder, phone: string): Promise<void> {
  const { id, area, dueAt } = order;
  await callers.put({ id, version: 1, open: false, dueAt, area, subject: hasher.phoneKey(phone) });
}
