import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import type { SmsCaps } from '../../../domain/sms-limits.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import type { NamedProvider } from '../../../functions/send-sms/providers/registry.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { BUSY, CUT, providerSaying, REFUSED, SENT, UNREACHED } from './providers-at-hand.ts';

const MORNING = startOf('2026-11-05') + 10 * 3_600_000;

let hub: ReturnType<typeof memoryHub>;
let person: string;
let delays: number[];
beforeEach(async () => {
  hub = memoryHub(MORNING);
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  person = await hub.personId(makePerson().idNumber);
  delays = [];
});

async function put(overrides: Partial<Notice> = {}): Promise<Notice> {
  const notice = hub.grantNotice(person, overrides);
  await hub.ports.notices.put([notice]);
  return notice;
}
const standing = (notice: Notice) => hub.ports.notices.get(notice);
const openCalls = async () => (await hub.ports.calls.openIn('621121')).items.length;
const results = async (notice: Notice) =>
  (await standing(notice))?.attempts?.map(({ provider, result }) => `${provider} ${result}`);

function sender(providers: readonly NamedProvider[], caps: SmsCaps = {}) {
  const { profile } = hub.ports.province;
  const province = { ...hub.ports.province, profile: { ...profile, sms: { ...profile.sms, limits: { sns: caps } } } };
  const sms = {
    send: async (_keys: unknown, { delaySeconds = 0 } = {}) => {
      delays.push(delaySeconds);
    },
  };
  return sendSms({ ...hub.ports, province, providers, sms });
}

describe('failing over', () => {
  it('what one provider refuses the next one sends at once, under the same reference', async () => {
    const [sns, mas] = [providerSaying('sns', [REFUSED]), providerSaying('mas', [SENT])];
    const notice = await put();
    await sender([sns, mas])(notice);
    expect(await standing(notice)).toMatchObject({ status: 'sent', provider: 'mas' });
    expect(await results(notice)).toEqual(['sns refused', 'mas sent']);
    expect(mas.calls).toEqual(sns.calls);
    expect(await openCalls()).toBe(0);
  });

  it('S4 a number that takes no message is no matter of the provider: one attempt, and a call', async () => {
    const [sns, mas] = [providerSaying('sns', [UNREACHED]), providerSaying('mas', [SENT])];
    const notice = await put();
    await sender([sns, mas])(notice);
    expect(mas.calls).toEqual([]);
    expect(await standing(notice)).toMatchObject({ status: 'failed', detail: '对方已退订短信' });
    expect(await results(notice)).toEqual(['sns refused']);
    expect(await openCalls()).toBe(1);
  });

  it('refused by all: the reason of the last, and a call', async () => {
    const notice = await put();
    await sender([providerSaying('sns', [BUSY]), providerSaying('mas', [REFUSED])])(notice);
    expect(await standing(notice)).toMatchObject({ status: 'queued' });
    await sender([providerSaying('sns', [REFUSED]), providerSaying('mas', [REFUSED])])(notice);
    expect(await standing(notice)).toMatchObject({ status: 'failed' });
    expect(await openCalls()).toBe(1);
  });

  it('busy four times, 15 s, a minute and four minutes apart, and then the next one', async () => {
    const [sns, mas] = [providerSaying('sns', [BUSY]), providerSaying('mas', [SENT])];
    const notice = await put();
    const send = sender([sns, mas]);
    for (let visit = 0; visit < 3; visit++) await send(notice);
    expect(await standing(notice)).toMatchObject({ status: 'queued' });
    expect(delays).toEqual([15, 60, 240]);
    await send(notice);
    expect(await standing(notice)).toMatchObject({ status: 'sent', provider: 'mas' });
    expect(await results(notice)).toEqual(['sns busy', 'sns busy', 'sns busy', 'sns busy', 'mas sent']);
  });

  it('busy until the end with nobody else to ask: a call', async () => {
    const notice = await put();
    const send = sender([providerSaying('sns', [BUSY])]);
    for (let visit = 0; visit < 4; visit++) await send(notice);
    expect(await standing(notice)).toMatchObject({
      status: 'failed',
      detail: '短信平台一直太忙,没有收下,转热线电话告知',
    });
    expect(await openCalls()).toBe(1);
  });

  it('never after an answer that nobody understood, whether it can be asked after or not', async () => {
    const mas = providerSaying('mas', [SENT]);
    const [asked, unasked] = [await put({ id: 'n-1' }), await put({ id: 'n-2' })];
    await sender([providerSaying('sns', [CUT], { kind: 'unknown' }), mas])(asked);
    await sender([providerSaying('sns', [CUT]), mas])(unasked);
    expect(mas.calls).toEqual([]);
    expect(await standing(asked)).toMatchObject({ status: 'calling', provider: 'sns' });
    expect(delays).toEqual([90]);
    expect(await standing(unasked)).toMatchObject({ status: 'unknown' });
    expect(await openCalls()).toBe(1);
  });

  it('a provider without an approved template is passed over without a call', async () => {
    const [aliyun, sns] = [providerSaying('aliyun', [SENT]), providerSaying('sns', [SENT])];
    const notice = await put();
    await sender([aliyun, sns])(notice);
    expect(aliyun.calls).toEqual([]);
    expect(await standing(notice)).toMatchObject({ status: 'sent', provider: 'sns' });
  });

  it('without any provider it is a call', async () => {
    const notice = await put();
    await sender([])(notice);
    expect(await standing(notice)).toMatchObject({ status: 'failed', detail: '没有能用的短信平台,转热线电话告知' });
    expect(await openCalls()).toBe(1);
  });

  it('S4 sent anew after it did not reach the phone: every provider again, under a reference of its own', async () => {
    const sns = providerSaying('sns', [SENT]);
    const attempts = [
      { provider: 'sns', at: MORNING - 5, result: 'refused' },
      { provider: 'mas', at: MORNING - 4, result: 'sent' },
      { provider: 'mas', at: MORNING - 3, result: 'unreachable' },
    ] as const;
    const notice = await put();
    await hub.ports.notices.settle(notice, ['queued'], { status: 'queued', at: MORNING, resent: 1 });
    for (const attempt of attempts)
      await hub.ports.notices.settle(notice, ['queued'], { status: 'queued', at: MORNING, attempt });
    await sender([sns, providerSaying('mas', [SENT])])(notice);
    expect(sns.calls.map(({ reference }) => reference)).toEqual([`${notice.subject}/${notice.id}#2`]);
  });
});

describe('S5 limits', () => {
  const many = (count: number, overrides: Partial<Notice> = {}) =>
    Promise.all(Array.from({ length: count }, (_, nth) => put({ id: `n-${nth}`, ...overrides })));
  const urgent: Partial<Notice> = {
    kind: 'warning-raised',
    audience: { to: 'office', office: 'township-621121101', role: 'township' },
    values: { 乡镇: '马营镇', 级别: '红色', 编号: 'W2611-01234567', 期限: '11月7日' },
  };

  it('ten a day, twenty at once: exactly ten go out, and the others wait for the morning', async () => {
    const sns = providerSaying('sns', [SENT]);
    const notices = await many(20);
    await Promise.all(notices.map(sender([sns], { perDay: 10 })));
    expect(sns.calls).toHaveLength(10);
    expect(await hub.ports.notices.waiting('held#2026-11-06')).toHaveLength(10);
    expect(await openCalls()).toBe(0);
  });

  it('what no limit of this provider lets through the next one sends', async () => {
    const [sns, mas] = [providerSaying('sns', [SENT]), providerSaying('mas', [SENT])];
    for (const notice of await many(3)) await sender([sns, mas], { perDay: 2 })(notice);
    expect([sns.calls.length, mas.calls.length]).toEqual([2, 1]);
  });

  it('what may not wait until the morning becomes a call', async () => {
    const sns = providerSaying('sns', [SENT]);
    for (const notice of await many(2, urgent)) await sender([sns], { perDay: 1 })(notice);
    expect(sns.calls).toHaveLength(1);
    expect(await openCalls()).toBe(1);
  });

  it('one a day and a text of two parts: a call, and there is still room for one', async () => {
    const sns = providerSaying('sns', [SENT]);
    const door = { 期间: '2026年10月至12月', 查询码: '48271936' };
    const values = { 姓名: '李桂兰', 事项: '临时救助', 总额: '1200.00', ...door, 电话: '0932-5550123' };
    const together = { kind: 'granted', values, parts: [] } as const;
    const [two, one] = [await put({ id: 'two', together: { ...together, parts: [] } }), await put({ id: 'one' })];
    await sender([sns], { perDay: 1 })(two);
    expect(await standing(two)).toMatchObject({ status: 'failed' });
    expect(await openCalls()).toBe(1);
    await sender([sns], { perDay: 1 })(one);
    expect(await standing(one)).toMatchObject({ status: 'sent' });
  });

  it('one template to one number: the limit is each number’s own', async () => {
    const other = makePerson(2, { name: '张秀兰', phone: '19900001002' });
    await hub.take(makeEvent('roster', { id: 'roster-2', data: { person: other, household: undefined } }));
    const sns = providerSaying('sns', [SENT]);
    const audience = { to: 'person', person: await hub.personId(other.idNumber) } as const;
    const notices = [await put({ id: 'a' }), await put({ id: 'b' }), await put({ id: 'c', audience })];
    for (const notice of notices) await sender([sns], { perRecipientDay: 1 })(notice);
    expect(await Promise.all(notices.map(async (notice) => (await standing(notice))?.status))).toEqual([
      'sent',
      'held',
      'sent',
    ]);
  });

  it('the same text to the same number waits in the queue for the rest of its thirty seconds', async () => {
    const sns = providerSaying('sns', [SENT]);
    const [first, second] = [await put({ id: 'a' }), await put({ id: 'b' })];
    const send = sender([sns], { sameTextSeconds: 30 });
    await send(first);
    hub.time.now += 10_500;
    await send(second);
    expect(await standing(second)).toMatchObject({ status: 'queued' });
    expect(delays).toEqual([20]);
    hub.time.now += 20_000;
    await send(second);
    expect(await standing(second)).toMatchObject({ status: 'sent' });
  });

  it('two a second: the next ones wait for the next second', async () => {
    const sns = providerSaying('sns', [SENT]);
    for (const notice of await many(5)) await sender([sns], { perSecond: 2 })(notice);
    expect(sns.calls).toHaveLength(5);
    expect(hub.time.now).toBe(MORNING + 2000);
  });

  it('a second that is full again and again: the queue brings it, within twenty seconds', async () => {
    const [notice] = await many(1);
    const full = { take: async (_: unknown, at: number) => at + 1000, giveBack: async () => undefined };
    const sms = { send: async (_: unknown, { delaySeconds = 0 } = {}) => void delays.push(delaySeconds) };
    const providers = [providerSaying('aliyun', [SENT]), providerSaying('sns', [SENT])];
    const { profile } = hub.ports.province;
    const rules = { ...profile, sms: { ...profile.sms, limits: { sns: { perSecond: 1 } } } };
    const province = { ...hub.ports.province, profile: rules };
    if (notice) await sendSms({ ...hub.ports, province, providers, sms, limits: full })(notice);
    expect(delays).toHaveLength(1);
    expect(delays[0]).toBeGreaterThanOrEqual(1);
    expect(delays[0]).toBeLessThanOrEqual(21);
  });

  it('what was certainly not sent counts for nothing', async () => {
    const sns = providerSaying('sns', [BUSY, SENT]);
    const notice = await put();
    await sender([sns], { perDay: 1 })(notice);
    await sender([sns], { perDay: 1 })(notice);
    expect(await standing(notice)).toMatchObject({ status: 'sent' });
  });
});
