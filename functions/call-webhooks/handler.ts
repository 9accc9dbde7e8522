import { taskNotice } from '../../domain/notice-plan.ts';
import { officeFor } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import { afterAttempt, DELIVERIES, type Delivery, webhookBody } from '../../domain/webhook.ts';
import type { Access, WebhookEndpoint } from '../shared/access.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import type { Clock } from '../shared/clock.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';
import type { Tasks } from '../shared/tasks.ts';
import { tellOffices } from '../shared/tell-offices.ts';
import { webhookHeaders } from '../shared/webhook-signature.ts';
import type { Post } from './post.ts';

export interface CallWebhooksPorts extends Pick<ReassessPorts, 'hasher' | 'smsAvailable'> {
  deliveries: Pick<Tasks<Delivery>, 'openIn' | 'get' | 'put'>;
  access: Pick<Access, 'webhooks' | 'putWebhook' | 'held'>;
  notices: Pick<Notices, 'put' | 'wait'>;
  post: Post;
  province: Province;
  clock: Clock;
}

/** What one run did, by how each delivery then stood. */
export type Called = Partial<Record<Delivery['status'], number>>;

/** As many as a run of five minutes bears where every receiver is silent for its ten seconds. */
const MOST_A_RUN = 200;
const AT_ONCE = 16;
/** A delivery that was taken and never settled, because the run was cut short, is tried again after this. */
const LEASE_MS = 5 * 60_000;

/** Every minute: what is due is posted. A delivery is taken by a conditional write first, so that two runs post it once. */
export const callWebhooks = (ports: CallWebhooksPorts) => async (): Promise<Called> => {
  if (await ports.access.held()) return {};
  const { items } = await ports.deliveries.openIn(DELIVERIES, { limit: MOST_A_RUN });
  const now = ports.clock.now();
  const due = items.filter(({ dueAt }) => dueAt <= now);
  const ended = await inParallel(AT_ONCE, due, (delivery) => deliver(ports, delivery));
  return Object.fromEntries([...Map.groupBy(ended, (status) => status)].map(([status, all]) => [status, all.length]));
};

async function deliver(ports: CallWebhooksPorts, listed: Delivery): Promise<Delivery['status'] | undefined> {
  const { deliveries, clock } = ports;
  const taken = await take(ports, listed);
  if (!taken) return undefined;
  const endpoint = await endpointOf(ports, taken);
  if (!endpoint) {
    await deliveries.put({ ...taken, version: taken.version + 1, status: 'dropped', open: false });
    return 'dropped';
  }
  const result = await ports.post(postingOf(taken, endpoint, clock.now()));
  const after = afterAttempt(taken, result, clock.now());
  if (result.kind === 'gone') await disable(ports, endpoint);
  if (after.status === 'given-up') await report(ports, taken, '接收系统连续三天没有收下');
  if (result.kind === 'gone') await report(ports, taken, '接收系统声明不再接收(410),已停用这个接收地址');
  await deliveries.put(after);
  return after.status;
}

async function take({ deliveries, clock }: CallWebhooksPorts, { id }: Delivery): Promise<Delivery | undefined> {
  const delivery = await deliveries.get(id);
  const now = clock.now();
  if (!delivery?.open || delivery.dueAt > now) return undefined;
  const taken = { ...delivery, version: delivery.version + 1, dueAt: now + LEASE_MS };
  return (await deliveries.put(taken)) ? taken : undefined;
}

/** As it is set by now: it may have been changed, removed or disabled since. */
async function endpointOf({ access }: CallWebhooksPorts, { event, endpoint }: Delivery) {
  const found = (await access.webhooks(event.department)).find(({ area }) => area === endpoint);
  return found?.status === 'live' ? found : undefined;
}

function postingOf({ event }: Delivery, { url, secrets }: WebhookEndpoint, now: number) {
  const body = Buffer.from(webhookBody(event, offsetDateTime(event.at)));
  const live = secrets.filter(({ until }) => until === undefined || now < until).map(({ secret }) => secret);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'jiuzhu-hub',
    ...webhookHeaders(event.id, now, body, live),
  };
  return { url, headers, body };
}

const disable = ({ access, clock }: CallWebhooksPorts, endpoint: WebhookEndpoint) =>
  access.putWebhook({ ...endpoint, status: 'disabled', why: '对方答复410,不再接收', changedAt: clock.now() });

/** The county hears of it, because the department did not. */
async function report(ports: CallWebhooksPorts, delivery: Delivery, reason: string): Promise<void> {
  const { event } = delivery;
  const office = officeFor(ports.province.offices, 'county', event.area);
  if (!office) return;
  const number = event.referral ?? `${event.list?.name ?? ''} ${event.list?.period ?? ''}`;
  const notice = taskNotice(
    idsFor(ports),
    ports.clock.now(),
    {
      kind: 'task-undelivered',
      task: { ...delivery, area: event.area, number },
      of: { kind: 'webhook', name: event.list ? '名单' : '转办件' },
      office,
      by: 'digest',
      cause: 'undelivered',
      reason,
    },
    ports.province,
  );
  await tellOffices(ports.notices, [notice]);
}
