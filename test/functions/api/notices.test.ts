import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { afterFailure } from '../../../functions/shared/after-failure.ts';
import { callBackId } from '../../../functions/shared/calls.ts';
import { NOW } from '../../factories.ts';
import {
  agent,
  countyStaff,
  type Hub,
  JICHUAN,
  MAYING,
  makeHub,
  makeRecord,
  provinceStaff,
  TONGAN,
  townshipStaff,
} from './hub.ts';

const DAY = 86_400_000;
const values = { 姓名: '李桂兰', 事项: '临时救助', 金额: '1200.00', 电话: '0932-5550123' };

/** A grant that somebody was told of, in `calling`. */
async function granted(hub: Hub, n: number, township = MAYING, overrides: Partial<Notice> = {}): Promise<Notice> {
  await hub.settle(makeRecord(n, township), []);
  const notice: Notice = {
    subject: `p-${n}`,
    id: `notice${n}`,
    kind: 'granted',
    channel: 'sms',
    audience: { to: 'person', person: `p-${n}` },
    cause: `grant:${n}`,
    township,
    reason: '救助已批准,告知本人',
    values,
    status: 'queued',
    createdAt: NOW,
    ...overrides,
  };
  await hub.stores.notices.put([notice]);
  return notice;
}
const TEXT = '【甘肃民政】李桂兰您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550123。';

/** Handed to a provider, which took it; a receipt then said that it did not arrive, and the hotline reached them. */
async function wholeLife(hub: Hub): Promise<Notice> {
  const notice = await granted(hub, 1);
  await hub.stores.notices.claim(notice, { provider: 'aliyun', at: NOW + 1000, sentTo: 'hash', text: TEXT });
  const attempt = { provider: 'aliyun', at: NOW + 1000, result: 'sent' } as const;
  await hub.stores.notices.settle(notice, ['calling'], { status: 'sent', at: NOW + 2000, attempt, providerId: 'm-1' });
  const sent = await hub.stores.notices.get(notice);
  if (!sent) throw new Error('no notice');
  hub.clock.at = NOW + 60_000;
  const failure = { cause: 'permanent', provider: 'aliyun', reason: '空号或号码有误', resent: 0 } as const;
  await afterFailure({ ...hub.ports, calls: hub.stores.calls }, sent, failure);
  hub.clock.at = NOW + 3_600_000;
  const call = encodeURIComponent(callBackId('621121', notice.createdAt, notice.id));
  await hub.ask('POST', `/v1/call-backs/${call}/attempts`, { as: agent, body: { result: 'no-answer' } });
  await hub.ask('POST', `/v1/call-backs/${call}/attempts`, { as: agent, body: { result: 'reached', note: '已告知' } });
  return notice;
}

const listOf = async (hub: Hub, query: string, as: Parameters<Hub['ask']>[2] = { as: townshipStaff }) =>
  (await hub.ask('GET', '/v1/notices', { ...as, query })).body;

describe('the whole life of a notice', () => {
  it('is shown from the provider to the call that told them', async () => {
    const hub = makeHub();
    const { id } = await wholeLife(hub);
    const { items } = await listOf(hub, 'subject=p-1');
    expect(items).toEqual([
      {
        subject: 'p-1',
        id,
        kind: 'granted',
        channel: 'sms',
        audience: { person: { id: 'p-1', maskedName: '李**' } },
        status: 'delivered',
        statusName: '已送达',
        townshipName: '马营镇',
        reason: '救助已批准,告知本人',
        text: TEXT.replace('李桂兰', '李**'),
        detail: '人工回拨,已告知',
        createdAt: '2026-11-05T10:00:00+08:00',
        settledAt: '2026-11-05T11:00:00+08:00',
        deliveredAt: '2026-11-05T11:00:00+08:00',
        attempts: [
          { at: '2026-11-05T10:00:01+08:00', provider: '阿里云短信', result: '平台已收下' },
          {
            at: '2026-11-05T10:01:00+08:00',
            provider: '阿里云短信',
            result: '回执:没有送到',
            reason: '空号或号码有误',
          },
        ],
        callBack: {
          id: callBackId('621121', NOW, id),
          status: 'done',
          statusName: '回拨已结束',
          attempts: [
            { at: '2026-11-05T11:00:00+08:00', by: 's-hotline', result: 'no-answer', resultName: '没有人接' },
            {
              at: '2026-11-05T11:00:00+08:00',
              by: 's-hotline',
              result: 'reached',
              resultName: '联系上了',
              note: '已告知',
            },
          ],
        },
      },
    ]);
  });

  it('says with which message it went out, and how that stands; no name and no code shows', async () => {
    const hub = makeHub();
    const [carrier, part] = [await granted(hub, 1), await granted(hub, 2, MAYING, { subject: 'p-1', id: 'notice9' })];
    const words = { ...values, 总额: '2400.00', 期间: '7月至9月', 查询码: '48271936' };
    const together = { kind: 'granted' as const, values: words, parts: [{ subject: part.subject, id: part.id }] };
    await hub.stores.notices.join({ carrier, parts: [part], together }, NOW, '已并入同一条消息(共2件事)');
    const { items } = await listOf(hub, 'subject=p-1');
    expect(items).toMatchObject([
      { id: carrier.id, together: [{ subject: 'p-1', id: part.id }], status: 'queued' },
      { id: part.id, into: { subject: 'p-1', id: carrier.id, status: 'queued', statusName: '待发' }, status: 'sent' },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/李桂兰|48271936/);
    await hub.stores.notices.claim(carrier, {
      provider: 'sns',
      at: NOW,
      sentTo: 'h',
      text: '李桂兰 48271936',
      parts: 1,
    });
    expect(JSON.stringify(await listOf(hub, 'subject=p-1'))).not.toMatch(/李桂兰|48271936/);
  });
});

describe('what did not arrive', () => {
  async function failing() {
    const hub = makeHub();
    const fail = async (n: number, township: string, at: number, status: 'failed' | 'unknown' = 'failed') => {
      const notice = await granted(hub, n, township);
      await hub.stores.notices.settle(notice, ['queued'], { status, at, detail: '手机关机、停机或不在服务区' });
      return notice;
    };
    await fail(1, MAYING, NOW - DAY);
    await fail(2, MAYING, NOW);
    await fail(3, JICHUAN, NOW + 1, 'unknown');
    await fail(4, TONGAN, NOW + 2);
    await fail(5, MAYING, NOW - 8 * DAY);
    hub.clock.at = NOW + 10;
    return hub;
  }
  const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

  it('this week in my township, newest first, with its reason', async () => {
    const hub = await failing();
    const body = await listOf(hub, '');
    expect(ids(body)).toEqual(['notice2', 'notice1']);
    expect(body.items[0]).toMatchObject({
      status: 'failed',
      failure: '关机、停机或不在服务区',
      townshipName: '马营镇',
    });
  });

  it('in a county, of one status, or in a part of it', async () => {
    const hub = await failing();
    expect(ids(await listOf(hub, '', { as: countyStaff }))).toEqual(['notice3', 'notice2', 'notice1']);
    expect(ids(await listOf(hub, 'status=unknown', { as: countyStaff }))).toEqual(['notice3']);
    expect(ids(await listOf(hub, `division=${JICHUAN}`, { as: countyStaff }))).toEqual(['notice3']);
    expect(ids(await listOf(hub, '', { as: provinceStaff }))).toEqual(['notice4', 'notice3', 'notice2', 'notice1']);
  });

  it('of another period, the last day included', async () => {
    const hub = await failing();
    expect(ids(await listOf(hub, 'from=2026-10-28&to=2026-10-28'))).toEqual(['notice5']);
    expect(ids(await listOf(hub, 'from=2026-10-28'))).toEqual(['notice2', 'notice1', 'notice5']);
  });

  it('page by page, each once', async () => {
    const hub = await failing();
    const seen: string[] = [];
    let query = 'limit=1';
    for (;;) {
      const body = await listOf(hub, query, { as: countyStaff });
      seen.push(...ids(body));
      if (!body.cursor) break;
      query = `limit=1&cursor=${body.cursor}`;
    }
    expect(seen).toEqual(['notice3', 'notice2', 'notice1']);
  });

  it('what arrived after all stands on it no more', async () => {
    const hub = await failing();
    const key = { subject: 'p-2', id: 'notice2' };
    const notice = await hub.stores.notices.get(key);
    if (notice) await hub.stores.notices.settle(notice, ['failed'], { status: 'delivered', at: NOW + 5 });
    expect(ids(await listOf(hub, ''))).toEqual(['notice1']);
  });

  it.each([
    ['status=sent', 'status'],
    ['from=2026-11-05&to=2026-11-04', 'to'],
    ['from=2026-09-01', 'from'],
  ])('%s is refused, naming the field', async (query, path) => {
    const { status, body } = await (await failing()).ask('GET', '/v1/notices', { as: countyStaff, query });
    expect([status, body.errors[0].path]).toEqual([400, path]);
  });

  it('a province’s month is too much at once', async () => {
    const query = 'from=2026-10-10';
    const { status, body } = await (await failing()).ask('GET', '/v1/notices', { as: provinceStaff, query });
    expect([status, body.errors[0].message]).toEqual([400, '辖区太大,请缩短日期,或写 division 只看一个市县']);
  });

  it('elsewhere is not found, and the look is written down', async () => {
    const hub = await failing();
    expect(await hub.ask('GET', '/v1/notices', { as: townshipStaff, query: 'division=621122' })).toMatchObject({
      status: 404,
    });
    await listOf(hub, '');
    const looks = await hub.stores.accessLog.of(`d-${MAYING}`);
    expect(looks.map(({ action }) => action)).toContain('notices.list');
  });
});

describe('the exact text', () => {
  const unmask = (hub: Hub, as: Parameters<Hub['ask']>[2], subject = 'p-1', id = 'notice1') =>
    hub.ask('POST', `/v1/notices/${id}/unmask`, { ...as, body: { subject, purpose: 'complaint' } });

  it('is shown to who says why, and that is written down', async () => {
    const hub = makeHub();
    await wholeLife(hub);
    expect(await unmask(hub, { as: townshipStaff })).toMatchObject({ status: 200, body: { text: TEXT, sent: true } });
    const looks = await hub.stores.accessLog.of('p-1');
    expect(looks).toContainEqual(expect.objectContaining({ action: 'notice.unmask', purpose: 'complaint' }));
  });

  it('of what has not gone out is what will', async () => {
    const hub = makeHub();
    await granted(hub, 1);
    expect(await unmask(hub, { as: townshipStaff })).toMatchObject({ body: { text: TEXT, sent: false } });
  });

  it.each([
    ['an auditor', { role: 'auditor', division: '62' }, 403],
    ['another township', { role: 'township', division: JICHUAN }, 404],
  ] as const)('is not for %s', async (_, as, status) => {
    const hub = makeHub();
    await granted(hub, 1);
    expect((await unmask(hub, { as })).status).toBe(status);
  });

  it('is not found under somebody else’s name', async () => {
    const hub = makeHub();
    await granted(hub, 1);
    await hub.settle(makeRecord(2, MAYING), []);
    expect((await unmask(hub, { as: townshipStaff }, 'p-2')).status).toBe(404);
  });
});
