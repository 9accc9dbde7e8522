import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice, NoticeStatus } from '../../../domain/notice.ts';
import type { Receipt } from '../../../domain/sms-receipt.ts';
import { matchReceipt } from '../../../functions/match-receipts/handler.ts';
import { callAbout } from '../../../functions/shared/cancel-call.ts';
import { openCall } from '../../../functions/shared/send-on.ts';
import { townshipFor } from '../../../functions/shared/subject.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

let hub: ReturnType<typeof memoryHub>;
let person: string;
beforeEach(async () => {
  hub = memoryHub();
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  person = await hub.personId(makePerson().idNumber);
});

const SHORT = '【甘肃民政】李桂兰您好,您家的临时救助已批准。';
const LONG = `【甘肃民政】${'低'.repeat(80)}`;
const failure = (cause: 'number' | 'unreachable' | 'recipient' | 'provider', reason = '空号或号码有误(代码MK:0001)') =>
  ({ kind: 'failed', cause, reason }) as const;

/** A notice that Aliyun took, or as it is said. */
async function sent(overrides: Partial<Notice> = {}): Promise<Notice> {
  const taken = { status: 'sent', provider: 'aliyun', providerId: 'biz-1', text: SHORT } as const;
  const notice = hub.grantNotice(person, { ...taken, claimedAt: hub.time.now, ...overrides });
  await hub.ports.notices.put([notice]);
  if (notice.status !== 'queued') {
    await hub.ports.notices.settle(notice, [notice.status], {
      status: notice.status === 'calling' ? 'sent' : notice.status,
      at: hub.time.now,
      text: notice.text ?? SHORT,
      providerId: 'biz-1',
    });
  }
  return notice;
}

const receiptOf = ({ subject, id }: Notice, overrides: Partial<Receipt> = {}): Receipt => ({
  provider: 'aliyun',
  message: 'biz-1',
  recipient: hub.ports.hasher.phoneKey('+8613800138000'),
  reference: `${subject}/${id}`,
  outcome: { kind: 'delivered' },
  at: hub.time.now + 5000,
  whole: true,
  ...overrides,
});
const match = (receipt: Receipt) => matchReceipt(hub.ports)(receipt);
const standing = (notice: Notice) => hub.ports.notices.get(notice);
const openCalls = async () => (await hub.ports.calls.openIn('621121')).items;

describe('a receipt of delivery', () => {
  it('settles the notice with the provider’s own time', async () => {
    const notice = await sent();
    expect(await match(receiptOf(notice))).toBe('done');
    expect(await standing(notice)).toMatchObject({ status: 'delivered', settledAt: hub.time.now + 5000 });
  });

  it.each<[string, NoticeStatus]>([
    ['came before we wrote down that it was taken', 'calling'],
    ['of an earlier sending, while it waits to be sent anew', 'held'],
    ['while it is queued anew', 'queued'],
    ['after a permanent failure (S3)', 'failed'],
    ['after nobody knew', 'unknown'],
  ])('%s: delivered', async (_, status) => {
    const notice = hub.grantNotice(person, { status, provider: 'aliyun' });
    await hub.ports.notices.put([notice]);
    await match(receiptOf(notice));
    expect((await standing(notice))?.status).toBe('delivered');
  });

  it('S3 twice has one effect, and a late “failed” changes nothing', async () => {
    const notice = await sent();
    await match(receiptOf(notice));
    const once = await standing(notice);
    await match(receiptOf(notice, { at: hub.time.now + 9000 }));
    await match(receiptOf(notice, { outcome: failure('number') }));
    expect(await standing(notice)).toEqual(once);
    expect(await openCalls()).toEqual([]);
  });

  it('what was called off stays called off', async () => {
    const notice = hub.grantNotice(person, { status: 'cancelled', detail: '本人已去世,不再发送' });
    await hub.ports.notices.put([notice]);
    await match(receiptOf(notice));
    expect((await standing(notice))?.status).toBe('cancelled');
  });
});

describe('S2 a receipt that comes before its row', () => {
  const early = () => ({ provider: 'tencent', message: '2019:-1' }) as const;

  it('waits, and settles the notice two seconds later', async () => {
    const notice = await sent({ provider: 'tencent' });
    const { reference: _, ...unechoed } = receiptOf(notice, early());
    expect(await match(unechoed)).toBe('later');
    expect((await standing(notice))?.status).toBe('sent');
    hub.time.now += 2000;
    await hub.ports.sentMessages.put({
      ...early(),
      recipient: unechoed.recipient,
      reference: `${notice.subject}/${notice.id}`,
      at: hub.time.now,
    });
    expect(await match(unechoed)).toBe('done');
    expect((await standing(notice))?.status).toBe('delivered');
  });

  it.each([
    ['another number', { recipient: 'v1:other' }],
    ['another provider', { provider: 'mas' }],
    ['another message', { message: '2019:-2' }],
  ] as const)('of %s is another message', async (_, other) => {
    const notice = await sent({ provider: 'tencent' });
    const { reference, ...unechoed } = receiptOf(notice, early());
    const { provider, message, recipient } = { ...unechoed, ...other };
    await hub.ports.sentMessages.put({ provider, message, recipient, reference: reference ?? '', at: hub.time.now });
    expect(await match(unechoed)).toBe('later');
  });

  it.each(['h-nobody/none', 'nonsense'])('names no notice of ours: %s', async (reference) => {
    expect(await match({ ...receiptOf(await sent()), reference })).toBe('later');
  });
});

describe('a receipt of failure', () => {
  it.each(['number', 'provider'] as const)('%s: failed for good, and the hotline calls', async (cause) => {
    const notice = await sent();
    await match(receiptOf(notice, { outcome: failure(cause) }));
    expect(await standing(notice)).toMatchObject({ status: 'failed', detail: '空号或号码有误(代码MK:0001)' });
    expect((await openCalls()).map(({ notice: of }) => of.id)).toEqual([notice.id]);
  });

  it('the phone was off: tried again another day, without a call', async () => {
    const notice = await sent();
    await match(receiptOf(notice, { outcome: failure('unreachable', '手机关机、停机或不在服务区') }));
    expect(await standing(notice)).toMatchObject({ status: 'held', resent: 1 });
    expect(await openCalls()).toEqual([]);
  });

  it('of the first sending, when the second is under way, changes nothing', async () => {
    const notice = await sent({ resent: 1 });
    await match(receiptOf(notice, { outcome: failure('number') }));
    expect((await standing(notice))?.status).toBe('sent');
    await match(receiptOf(notice, { outcome: failure('number'), reference: `${notice.subject}/${notice.id}#2` }));
    expect((await standing(notice))?.status).toBe('failed');
  });

  it('of a provider that was given up for another changes nothing', async () => {
    const notice = await sent({ provider: 'tencent' });
    await match(receiptOf(notice, { outcome: failure('number') }));
    expect((await standing(notice))?.status).toBe('sent');
    expect(await openCalls()).toEqual([]);
  });

  it('whoever declined messages is called about a grant, and not about a statement', async () => {
    const granted = await sent();
    await match(receiptOf(granted, { outcome: failure('recipient', '已退订短信') }));
    const statement = await sent({ id: 'statement-1', kind: 'statement' });
    await match(receiptOf(statement, { outcome: failure('recipient', '已退订短信') }));
    expect((await openCalls()).map(({ kind }) => kind)).toEqual(['granted']);
    expect(await standing(statement)).toMatchObject({ status: 'failed', detail: '已退订短信,只送纸质清单' });
  });
});

describe('the call that was owed when nobody knew', () => {
  async function unknown(): Promise<Notice> {
    const notice = await sent({ status: 'unknown' });
    await openCall(hub.ports, notice);
    return notice;
  }

  it('is taken off the list where the message did arrive', async () => {
    const notice = await unknown();
    const [call] = await openCalls();
    await match(receiptOf(notice));
    expect(await openCalls()).toEqual([]);
    expect(await hub.ports.calls.get(call?.id ?? '')).toMatchObject({ status: 'cancelled', attempts: [] });
  });

  it('stays with whoever tried it already', async () => {
    const notice = await unknown();
    const [call] = await openCalls();
    if (!call) throw new Error('no call');
    const attempts = [{ at: hub.time.now, by: 'agent-7', result: 'no-answer' as const }];
    await hub.ports.calls.update({ ...call, attempts, version: 2 });
    await match(receiptOf(notice));
    expect(await openCalls()).toHaveLength(1);
  });

  it('is found too where the person’s home became known only later', async () => {
    const notice = await sent({ status: 'unknown', township: townshipFor(undefined, hub.ports.province) });
    await openCall(hub.ports, notice);
    expect((await callAbout(hub.ports, notice))?.township).not.toBe(notice.township);
    await match(receiptOf(notice));
    expect((await callAbout(hub.ports, notice))?.status).toBe('cancelled');
  });
});

describe('a text of several parts, reported part by part', () => {
  const part = (notice: Notice, overrides: Partial<Receipt> = {}) => receiptOf(notice, { whole: false, ...overrides });

  it('one part arrived, another did not, in either order: failed, and the hotline calls', async () => {
    const orders = [
      [{ outcome: { kind: 'delivered' } }, { outcome: failure('number') }],
      [{ outcome: failure('number') }, { outcome: { kind: 'delivered' } }],
    ] as const;
    for (const [index, order] of orders.entries()) {
      const notice = await sent({ id: `long-${index}`, text: LONG });
      for (const each of order) await match(part(notice, each));
      expect((await standing(notice))?.status).toBe('failed');
      expect((await openCalls()).map(({ notice: of }) => of.id)).toContain(notice.id);
    }
  });

  it('both arrived: delivered once', async () => {
    const notice = await sent({ text: LONG });
    await match(part(notice));
    await match(part(notice));
    expect((await standing(notice))?.status).toBe('delivered');
    expect(await openCalls()).toEqual([]);
  });

  it('a part takes no call off the list: the rest may be missing', async () => {
    const notice = await sent({ status: 'unknown', text: LONG });
    await openCall(hub.ports, notice);
    await match(part(notice));
    expect((await standing(notice))?.status).toBe('delivered');
    expect(await openCalls()).toHaveLength(1);
  });

  it('a text of one part is whole whatever the provider says', async () => {
    const notice = await sent();
    await match(part(notice, { outcome: failure('number') }));
    await match(part(notice));
    expect((await standing(notice))?.status).toBe('delivered');
    expect(await openCalls()).toEqual([]);
  });
});
