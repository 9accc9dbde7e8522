import type * as z from 'zod';
import { townshipOf } from '../../domain/division.ts';
import { emergencyNotices } from '../../domain/hotline-notices.ts';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import { orderNumber, receivedOrder } from '../../domain/hotline-receiving.ts';
import { route as routeTo } from '../../domain/routing.ts';
import { idsFor } from '../shared/assessing/reassess.ts';
import { personByNumber } from '../shared/assessing/where.ts';
import type { PersonRecord } from '../shared/people.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { homeOf, seesPerson } from '../shared/staff-api/area.ts';
import type { RequestMark } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { subjectOf } from '../shared/subject.ts';
import { tellOffices } from '../shared/tell-offices.ts';
import type { HotlinePorts } from './ports.ts';
import { hardshipOf, report } from './report.ts';
import type { createBody } from './requests.ts';

type Body = z.output<typeof createBody>;

/** Two orders of one month that hash to the same eight digits: one in a hundred million, and then the next number is tried. */
const MOST_ATTEMPTS = 5;
const DAY = 86_400_000;

/**
 * Takes a call down as a work order, once however often the same request comes (a telephone line drops). The order stands
 * before anything follows from it; what was cut short is made up for by the repeated request.
 */
export async function receive(
  ports: HotlinePorts,
  staff: Staff,
  body: Body,
  mark: RequestMark | undefined,
): Promise<HotlineOrder> {
  const order = (mark && (await earlier(ports, staff, mark))) ?? (await make(ports, staff, body, mark));
  await report(ports, order);
  await tellOffices(ports.notices, emergencyNotices(order, ports.province, idsFor(ports), order.receivedAt));
  return order;
}

/** The order of the same key; a call that began before midnight of a month's last day has last month's number. */
async function earlier(ports: HotlinePorts, staff: Staff, mark: RequestMark): Promise<HotlineOrder | undefined> {
  const now = ports.clock.now();
  for (const at of [now, now - DAY])
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const order = await ports.orders.get(numberOf(ports, staff, mark, attempt, at));
      if (!order) break;
      if (order.request?.key !== mark.key || order.firstAccepter.by !== staff.sub) continue;
      if (order.request.digest === mark.digest) return order;
      throw new HttpProblem(409, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
    }
  return undefined;
}

function numberOf(
  { hasher, randomText }: HotlinePorts,
  { sub }: Staff,
  mark: RequestMark | undefined,
  attempt: number,
  at: number,
): string {
  const hash = mark ? hasher.scoped('number', 'call', sub, mark.key, String(attempt)) : randomText();
  return orderNumber(hash, at);
}

async function make(
  ports: HotlinePorts,
  staff: Staff,
  body: Body,
  mark: RequestMark | undefined,
): Promise<HotlineOrder> {
  const now = ports.clock.now();
  const person = await personOf(ports, staff, body);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const number = numberOf(ports, staff, mark, attempt, now);
    const told = toldBy(ports, staff, body, number, person, mark, now);
    const order = receivedOrder(number, told, ports.province, now);
    if (order.caller.phone !== undefined) await pointTo(ports, order, order.caller.phone);
    if (await ports.orders.put(order)) return order;
    const same = mark && (await earlier(ports, staff, mark));
    if (same) return same;
  }
  throw new HttpProblem(503, { detail: '工单号暂时取不到,请再提交一次', headers: { 'retry-after': '5' } });
}

/** Somebody named by the hub's own id must be the caller's to see; a number alone reveals nothing. */
async function personOf(ports: HotlinePorts, staff: Staff, { about }: Body): Promise<PersonRecord | undefined> {
  if (about === undefined || 'lead' in about) return undefined;
  if ('idNumber' in about) return personByNumber(ports, about.idNumber);
  const person = (await ports.people.get([about.personId])).get(about.personId);
  if (!person || !seesPerson(staff, person, ports.province)) throw notFound('没有找到 about.personId 这个人');
  return person;
}

function toldBy(
  ports: HotlinePorts,
  staff: Staff,
  body: Body,
  number: string,
  person: PersonRecord | undefined,
  mark: RequestMark | undefined,
  now: number,
): Parameters<typeof receivedOrder>[1] {
  const { province } = ports;
  const { kind, emergency = [], confidential, text, caller = {}, about, outsideNumber } = body;
  const hardship = hardshipOf(ports, number, body, person, now);
  const place = placeOf(body) ?? homeOf(person, province);
  const lead = about && 'lead' in about ? `l-${hardship?.event}` : undefined;
  const subject = subjectOf(person, province) ?? (hardship && lead);
  return {
    area: routeTo({ residence: place, registered: place, reportedFrom: staff.division }, province),
    ...(subject !== undefined && { subject }),
    kind,
    urgency: emergency.length > 0 ? 'emergency' : body.urgency,
    confidential,
    place: place ?? townshipOf(staff.division),
    text,
    firstAccepter: { by: staff.sub, role: staff.role, division: staff.division },
    caller,
    ...(about && { about: person ? { person: person.id } : aboutOf(about) }),
    ...(hardship && { hardship }),
    emergencyNumbers: emergency,
    ...(outsideNumber !== undefined && { outsideNumber }),
    ...(mark && { request: mark }),
  };
}

/** What the caller said of the place comes before what the hub knows. */
function placeOf({ division, about }: Body): string | undefined {
  if (division !== undefined || about === undefined) return division;
  if ('lead' in about) return about.lead.division;
  return 'idNumber' in about ? about.division : undefined;
}

function aboutOf(about: NonNullable<Body['about']>): NonNullable<HotlineOrder['about']> {
  if ('lead' in about) return about;
  if ('personId' in about) return { person: about.personId };
  const { idNumber, name } = about;
  return { idNumber, ...(name !== undefined && { name }) };
}

/** Before the order: a pointer to nothing is passed over, an order that its caller's phone does not find is worse. */
async function pointTo({ callers, hasher }: HotlinePorts, order: HotlineOrder, phone: string): Promise<void> {
  const { id, area, dueAt } = order;
  await callers.put({ id, version: 1, open: false, dueAt, area, subject: hasher.phoneKey(phone) });
}
