import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { type CallBack, callBackId } from '../../../functions/shared/calls.ts';
import { NOW } from '../../factories.ts';
import {
  type Asking,
  agent,
  countyStaff,
  gansu,
  type Hub,
  JICHUAN,
  MAYING,
  makeHub,
  makeRecord,
  TONGAN,
  townshipStaff,
} from './hub.ts';

const TEXT = '【甘肃民政】李桂兰您好,您家7月至9月的帮扶清单出来了。手机看:jz.example.gov.cn/q 查询码48271936。';

/** A statement's message that no text message can carry, and the call that the hotline owes for it. */
async function owe(hub: Hub, n: number, township = MAYING, overrides: Partial<Notice> = {}): Promise<CallBack> {
  await hub.settle(makeRecord(n, township), [], `h-${n}`);
  const notice: Notice = {
    subject: `h-${n}`,
    id: `notice${n}`,
    kind: 'statement',
    channel: 'call-back',
    audience: { to: 'person', person: `p-${n}` },
    cause: 'statement:1',
    township,
    reason: '帮扶清单已出',
    values: {
      姓名: '李桂兰',
      查询码: '48271936',
      期间: '7月至9月',
      清单: '帮扶清单',
      网址: 'jz.example.gov.cn/q',
      电话: '12345',
    },
    status: 'queued',
    createdAt: NOW + n,
    ...overrides,
  };
  await hub.stores.notices.put([notice]);
  const county = township.slice(0, 6);
  const call: CallBack = {
    id: callBackId(county, notice.createdAt, notice.id),
    county,
    township,
    notice: { subject: notice.subject, id: notice.id },
    kind: notice.kind,
    audience: notice.audience,
    status: 'open',
    createdAt: NOW,
    text: TEXT,
    attempts: [],
    version: 1,
  };
  await hub.stores.calls.open(call);
  return call;
}

const attempt = (hub: Hub, id: string, result: string, as: Parameters<Hub['ask']>[2] = { as: agent }) =>
  hub.ask('POST', `/v1/call-backs/${id}/attempts`, { ...as, body: { result } });
const noticeOf = (hub: Hub, n: number) => hub.stores.notices.get({ subject: `h-${n}`, id: `notice${n}` });

describe('the queue', () => {
  it('shows the exact text, whom to call masked, and no phone of a person', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1);
    const { status, body, text } = await hub.ask('GET', '/v1/call-backs', { as: agent });
    expect([status, body.items]).toEqual([
      200,
      [
        {
          id,
          kind: 'statement',
          status: 'open',
          text: TEXT,
          division: MAYING,
          place: '马营镇',
          person: { id: 'p-1', maskedName: '李**' },
          createdAt: '2026-11-05T10:00:00+08:00',
          attempts: [],
        },
      ],
    ]);
    expect(text).not.toContain('138');
    expect(await hub.stores.accessLog.of('d-621121')).toMatchObject([{ action: 'call-backs.list' }]);
  });

  it('names an office with its landline, never a mobile', async () => {
    const hub = makeHub();
    const office = gansu.offices.find(({ id }) => id === `township-${MAYING}`);
    await owe(hub, 1, MAYING, { audience: { to: 'office', office: office?.id ?? '', role: 'township' } });
    const { body, text } = await hub.ask('GET', '/v1/call-backs', { as: agent });
    expect(body.items[0].office).toEqual({ id: office?.id, name: office?.name, landline: office?.landline });
    for (const { phone } of office?.contacts ?? []) expect(text).not.toContain(phone.slice(-8));
  });

  it('covers name and code for whoever only looks on', async () => {
    const hub = makeHub();
    await owe(hub, 1);
    const { body } = await hub.ask('GET', '/v1/call-backs', { as: { role: 'auditor', division: '62' } });
    expect(body.items[0].text).toBe(TEXT.replace('李桂兰', '李**').replace('48271936', '********'));
  });

  it('is of the caller’s area, oldest first over all its counties, in pages', async () => {
    const hub = makeHub();
    for (const [n, township] of [MAYING, TONGAN, JICHUAN, TONGAN, MAYING].entries()) await owe(hub, n + 1, township);
    const prefecture = { role: 'prefecture', division: '6211' } as const;
    const subjects = async (query: string, as: NonNullable<Asking['as']> = prefecture) => {
      const { body } = await hub.ask('GET', '/v1/call-backs', { as, query });
      return { cursor: body.cursor, ids: body.items.map(({ person }: { person: { id: string } }) => person.id) };
    };
    expect((await subjects('', countyStaff)).ids).toEqual(['p-1', 'p-3', 'p-5']);
    const first = await subjects('limit=2');
    const second = await subjects(`limit=2&cursor=${first.cursor}`);
    const third = await subjects(`limit=2&cursor=${second.cursor}`);
    expect([first.ids, second.ids, third.ids, third.cursor]).toEqual([
      ['p-1', 'p-2'],
      ['p-3', 'p-4'],
      ['p-5'],
      undefined,
    ]);
    expect((await hub.ask('GET', '/v1/call-backs', { as: countyStaff, query: 'division=621122' })).status).toBe(404);
  });
});

describe('an attempt', () => {
  it('that reaches somebody ends the call, and the notice was delivered with what was said', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1);
    const { status, body } = await attempt(hub, id, 'reached');
    expect([status, body.status]).toEqual([200, 'done']);
    expect(body.attempts).toEqual([{ at: '2026-11-05T10:00:00+08:00', by: 's-hotline', result: 'reached' }]);
    expect(await noticeOf(hub, 1)).toMatchObject({ status: 'delivered', text: TEXT, settledAt: NOW });
    expect((await hub.ask('GET', '/v1/call-backs', { as: agent })).body.items).toEqual([]);
    expect(await hub.stores.accessLog.of('h-1')).toMatchObject([{ action: 'call-back.attempt' }]);
  });

  it('without an answer leaves the call open; after the third it is given up and the notice failed', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1);
    expect((await attempt(hub, id, 'no-answer')).body.status).toBe('open');
    expect((await attempt(hub, id, 'no-answer')).body.status).toBe('open');
    expect((await noticeOf(hub, 1))?.status).toBe('queued');
    expect((await attempt(hub, id, 'no-answer')).body.status).toBe('given-up');
    expect(await noticeOf(hub, 1)).toMatchObject({ status: 'failed', detail: '人工回拨3次,没有联系上' });
  });

  it('that is refused ends the call: nobody is called against their will', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1);
    expect((await attempt(hub, id, 'refused')).body.status).toBe('done');
    expect(await noticeOf(hub, 1)).toMatchObject({ status: 'failed', detail: '人工回拨,对方不愿接听' });
  });

  it('leaves a notice that arrived meanwhile as it is', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1, MAYING, { channel: 'sms', status: 'delivered' });
    for (let n = 0; n < 3; n++) await attempt(hub, id, 'no-answer');
    expect((await noticeOf(hub, 1))?.status).toBe('delivered');
  });

  it('on a call that is over is refused (P6)', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1);
    await attempt(hub, id, 'reached');
    expect((await attempt(hub, id, 'no-answer')).status).toBe(409);
    expect((await noticeOf(hub, 1))?.status).toBe('delivered');
  });

  it('is refused where its result is none, and not found outside the area', async () => {
    const hub = makeHub();
    const { id } = await owe(hub, 1, TONGAN);
    expect((await attempt(hub, id, 'reached')).status).toBe(404);
    const { id: own } = await owe(hub, 2);
    expect((await attempt(hub, own, 'busy')).status).toBe(422);
    expect((await attempt(hub, own, 'reached', { as: townshipStaff })).status).toBe(403);
  });
});

describe('notices', () => {
  it('show what was sent to whom, with name and code covered, and can be asked for by status', async () => {
    const hub = makeHub();
    await owe(hub, 1);
    const { status, body, text } = await hub.ask('GET', '/v1/notices', { as: townshipStaff, query: 'subject=h-1' });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        subject: 'h-1',
        id: 'notice1',
        kind: 'statement',
        channel: 'call-back',
        audience: { person: { id: 'p-1', maskedName: '李**' } },
        status: 'queued',
        statusName: '待发',
        townshipName: '马营镇',
        attempts: [],
        callBack: { id: '621121.1793844000001.notice1', status: 'open', statusName: '待回拨', attempts: [] },
        reason: '帮扶清单已出',
        text: expect.stringContaining('李**您好'),
        createdAt: '2026-11-05T10:00:00+08:00',
      },
    ]);
    expect(text).not.toMatch(/李桂兰|48271936/);
    const sent = await hub.ask('GET', '/v1/notices', { as: townshipStaff, query: 'subject=h-1&status=sent' });
    expect(sent.body.items).toEqual([]);
    expect(await hub.stores.accessLog.of('h-1')).toHaveLength(2);
  });

  it.each([
    ['of a subject that is none', 'subject=13800138000', 400],
    ['of another area', 'subject=h-1', 404],
    ['of nobody', 'subject=h-404', 404],
    ['of another area’s office', 'subject=o-county-621121', 404],
  ])('%s are refused', async (_, query, status) => {
    const hub = makeHub();
    await owe(hub, 1, TONGAN);
    expect((await hub.ask('GET', '/v1/notices', { as: townshipStaff, query })).status).toBe(status);
  });

  it('of an office are for those whose area holds it', async () => {
    const query = 'subject=o-county-621121';
    expect((await makeHub().ask('GET', '/v1/notices', { as: countyStaff, query })).status).toBe(200);
  });
});
