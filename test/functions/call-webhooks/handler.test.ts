import { beforeEach, describe, expect, it } from 'vitest';
import { type AttemptResult, DELIVERIES, RETRY_GAPS, type WebhookEvent } from '../../../domain/webhook.ts';
import { callWebhooks } from '../../../functions/call-webhooks/handler.ts';
import type { Posting } from '../../../functions/call-webhooks/post.ts';
import type { WebhookEndpoint } from '../../../functions/shared/access.ts';
import { announce } from '../../../functions/shared/announce.ts';
import { NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const endpoint: WebhookEndpoint = {
  department: 'medical-insurance',
  area: '621121',
  url: 'https://jz.example.gov.cn/hook',
  secrets: [{ secret: 'whsec_b25l' }],
  status: 'live',
  changedAt: NOW,
};
const event: WebhookEvent = {
  id: 'e-1',
  type: 'referral.sent',
  at: NOW,
  department: 'medical-insurance',
  area: '621121101',
  referral: 'Z2611-00000001',
};
let hub: ReturnType<typeof memoryHub>;
let posted: Posting[];
let answer: AttemptResult;

const run = () =>
  callWebhooks({
    ...hub.ports,
    post: async (posting) => {
      posted.push(posting);
      return answer;
    },
  })();
const delivery = () => hub.ports.deliveries.get('e-1.621121');
const county = () => hub.ports.notices.of('o-county-621121');

beforeEach(async () => {
  hub = memoryHub();
  posted = [];
  answer = { kind: 'delivered', status: 200 };
  await hub.ports.access.putWebhook(endpoint);
});

describe('who is told', () => {
  it('every endpoint whose area it lies in, once, however often it is announced', async () => {
    await hub.ports.access.putWebhook({ ...endpoint, area: '62' });
    await hub.ports.access.putWebhook({ ...endpoint, area: '6202' });
    await announce(hub.ports, [event]);
    await announce(hub.ports, [event]);
    expect((await hub.ports.deliveries.openIn(DELIVERIES)).items.map(({ id }) => id)).toEqual(['e-1.62', 'e-1.621121']);
  });

  it('a county’s endpoint too of what concerns the whole province', async () => {
    await announce(hub.ports, [{ ...event, area: '620000000' }]);
    expect(await delivery()).toBeDefined();
  });

  it('nobody where there is none, or where it is disabled', async () => {
    await hub.ports.access.putWebhook({ ...endpoint, status: 'disabled' });
    await announce(hub.ports, [event, { ...event, department: 'education' }]);
    expect((await hub.ports.deliveries.openIn(DELIVERIES)).items).toEqual([]);
  });
});

describe('a delivery', () => {
  beforeEach(() => announce(hub.ports, [event]));

  it('says what there is to fetch and nothing personal, and is done by a 2xx', async () => {
    expect(await run()).toEqual({ delivered: 1 });
    expect(await run()).toEqual({});
    expect(posted.map(({ url, body }) => [url, JSON.parse(body.toString())])).toEqual([
      [
        endpoint.url,
        {
          type: 'referral.sent',
          timestamp: '2026-11-05T10:00:00+08:00',
          data: { id: 'Z2611-00000001', number: 'Z2611-00000001' },
        },
      ],
    ]);
    expect(posted[0]?.headers).toMatchObject({ 'webhook-id': 'e-1', 'content-type': 'application/json' });
  });

  it('is tried again with growing gaps over three days under the same id, then given up, and the county is told', async () => {
    answer = { kind: 'failed', why: '对方答复500' };
    for (const gap of RETRY_GAPS) {
      expect(await run()).toEqual({ waiting: 1 });
      hub.time.now += gap - 1;
      expect(await run()).toEqual({});
      hub.time.now += 1;
    }
    expect(hub.time.now - NOW).toBeGreaterThan(3 * 24 * 3_600_000);
    expect(await county()).toEqual([]);
    expect(await run()).toEqual({ 'given-up': 1 });
    expect(new Set(posted.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['e-1']));
    expect(posted).toHaveLength(RETRY_GAPS.length + 1);
    expect(await county()).toMatchObject([{ kind: 'task-undelivered', reason: '接收系统连续三天没有收下' }]);
    expect(await run()).toEqual({});
  });

  it('ends at a 410: the endpoint is disabled and the county told', async () => {
    answer = { kind: 'gone' };
    expect(await run()).toEqual({ dropped: 1 });
    expect(await hub.ports.access.webhooks(endpoint.department)).toMatchObject([
      { status: 'disabled', why: '对方答复410,不再接收' },
    ]);
    expect(await county()).toHaveLength(1);
  });

  it('goes to where the endpoint leads by now, and nowhere once it is removed', async () => {
    await hub.ports.access.removeWebhook(endpoint);
    expect(await run()).toEqual({ dropped: 1 });
    expect(posted).toEqual([]);
  });

  it('is signed by both secrets until the old one is over', async () => {
    const secrets = [{ secret: 'whsec_bmV3' }, { secret: 'whsec_b25l', until: NOW + 1 }];
    await hub.ports.access.putWebhook({ ...endpoint, secrets });
    answer = { kind: 'failed', why: '' };
    await run();
    hub.time.now += RETRY_GAPS[0];
    await run();
    expect(posted.map(({ headers }) => headers['webhook-signature']?.split(' ').length)).toEqual([2, 1]);
  });

  it('is posted once by two runs at once, and again where a run was cut short', async () => {
    await Promise.all([run(), run()]);
    expect(posted).toHaveLength(1);
    await announce(hub.ports, [{ ...event, id: 'e-2' }]);
    const cutShort = callWebhooks({ ...hub.ports, post: () => Promise.reject(new Error('killed')) });
    await expect(cutShort()).rejects.toThrow();
    expect(await run()).toEqual({});
    hub.time.now += 5 * 60_000;
    expect(await run()).toEqual({ delivered: 1 });
  });

  it('waits while the hub is held after a restore', async () => {
    await hub.ports.access.setHeld(true);
    expect(await run()).toEqual({});
    await hub.ports.access.setHeld(false);
    expect(await run()).toEqual({ delivered: 1 });
  });
});
