import { actOn, type OrderDoing, withDuplicate } from '../../domain/hotline-acts.ts';
import { orderNotices } from '../../domain/hotline-notices.ts';
import type { HotlineOrder } from '../../domain/hotline-order.ts';
import { openOrderActs } from '../../domain/hotline-states.ts';
import { idsFor } from '../shared/assessing/reassess.ts';
import { personByNumber } from '../shared/assessing/where.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { etagOf, type RequestMark } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { subjectOf } from '../shared/subject.ts';
import { tellOffices } from '../shared/tell-offices.ts';
import type { HotlinePorts } from './ports.ts';
import { report } from './report.ts';
import { actsFor, mustBeTheirs, seesOrder } from './sight.ts';

/** Acts that lose against the hub's own reminders are tried again; more than this is no accident. */
const MOST_ATTEMPTS = 5;
/** What the hub itself did since, and another order that repeats this one: neither changes what staff had before them. */
const HARMLESS = new Set(['remind', 'recount', 'resume-by-itself', 'duplicate']);

/** One in the caller's sight; another does not exist for them. */
export async function findOrder(ports: HotlinePorts, staff: Staff, id: string): Promise<HotlineOrder> {
  const order = await ports.orders.get(id);
  if (!order || !seesOrder(staff, order, ports.province)) throw notFound();
  return order;
}

/**
 * Does one act on an order and tells the offices that it concerns. The same request again changes nothing. Throws 403 where
 * it is another's business, 409 where the order does not allow it, 422 where what it says is wrong.
 */
export async function perform(
  ports: HotlinePorts,
  staff: Staff,
  id: string,
  seen: number,
  doing: OrderDoing,
  request: RequestMark | undefined,
): Promise<HotlineOrder> {
  const asked: Asked = { staff, province: ports.province, request };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const order = await findOrder(ports, staff, id);
    mustBeTheirs(staff, order, doing.act, ports.province);
    if (repeats(asked, order)) return told(ports, order, doing);
    mustBeTimely(asked, order, seen);
    if (doing.act === 'link' && openOrderActs(order).includes('link')) await joinTo(ports, staff, order, doing.to);
    const now = ports.clock.now();
    const who = { by: staff.sub, ...(request && { request }) };
    const acted = actOn(await knowing(ports, order), doing, who, ports.province, now);
    if (!acted.ok)
      throw 'open' in acted ? refused(asked, order, '这个工单现在的状态不能这样操作') : misstated(acted.wrong);
    if (order.status === 'received') await report(ports, order);
    if (await ports.orders.put(acted.order)) return told(ports, acted.order, doing);
  }
  throw new HttpProblem(409, '这个工单正在变动,请刷新后再试');
}

/** Their ids follow from the order's version: told again, nobody hears it twice. */
async function told(ports: HotlinePorts, order: HotlineOrder, { act }: OrderDoing): Promise<HotlineOrder> {
  await tellOffices(ports.notices, orderNotices(order, act, ports.province, idsFor(ports), ports.clock.now()));
  return order;
}

/** The same key with other content is another request by mistake: nothing is taken of it. */
function repeats(asked: Asked, order: HotlineOrder): boolean {
  const { request } = asked;
  const earlier = request && order.steps.find((step) => step.request?.key === request.key);
  if (!earlier) return false;
  if (earlier.request?.digest === request.digest) return true;
  throw refused(asked, order, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
}

function mustBeTimely(asked: Asked, order: HotlineOrder, seen: number): void {
  const since = order.steps.filter(({ version }) => version > seen);
  const known = seen <= order.version && since.every(({ act }) => HARMLESS.has(act));
  if (!known) throw refused(asked, order, '这个工单已有新的变化,请刷新后再操作');
}

/** Somebody of whom only the number was known may be in the hub by now. */
async function knowing(ports: HotlinePorts, order: HotlineOrder): Promise<HotlineOrder> {
  const { about } = order;
  if (about === undefined || !('idNumber' in about)) return order;
  const person = await personByNumber(ports, about.idNumber);
  if (!person) return order;
  return { ...order, about: { person: person.id }, subject: subjectOf(person, ports.province) };
}

/**
 * Notes on the order that is repeated that this one repeats it. Before the act itself: noted twice it stands there once. Two
 * that repeated each other would both be off every list.
 */
async function joinTo(
  ports: HotlinePorts,
  staff: Staff,
  { id, duplicates }: HotlineOrder,
  main: string,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const order = await ports.orders.get(main);
    if (!order || !seesOrder(staff, order, ports.province))
      throw misstated({ path: 'to', message: '没有找到这个工单' });
    if (order.id === id) throw misstated({ path: 'to', message: '不能并到自己' });
    if (duplicates.includes(main)) throw misstated({ path: 'to', message: '那个工单已记为和这个重复,不能反过来并' });
    if (order.duplicates.includes(id)) return;
    if (order.linkedTo !== undefined)
      throw misstated({ path: 'to', message: `那个工单也是重复的,请并到${order.linkedTo}` });
    if (!order.open) throw misstated({ path: 'to', message: '那个工单已经办完,不能再并进去' });
    if (await ports.orders.put(withDuplicate(order, id, staff.sub, ports.province, ports.clock.now()))) return;
  }
  throw new HttpProblem(409, '要并到的工单正在变动,请再试一次');
}

/** Who asks for an act, and by which request. */
interface Asked {
  staff: Staff;
  province: HotlinePorts['province'];
  request: RequestMark | undefined;
}

const refused = ({ staff, province }: Asked, order: HotlineOrder, detail: string) =>
  new HttpProblem(409, {
    detail,
    members: { openActs: actsFor(staff, order, province), version: order.version },
    headers: { etag: etagOf(order) },
  });

const misstated = ({ path, message }: { path: string; message: string }) =>
  new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path, code: 'invalid', message }] });
