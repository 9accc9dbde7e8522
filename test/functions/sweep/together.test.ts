import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { sendOn } from '../../../functions/shared/send-on.ts';
import type { SmsMessage } from '../../../functions/shared/sms.ts';
import { releaseHeld } from '../../../functions/sweep/release.ts';
import { sendRipe } from '../../../functions/sweep/together.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const MINUTE = 60_000;
let hub: ReturnType<typeof memoryHub>;
let wang: string;
let li: string;
let sent: SmsMessage[];
let serial = 0;

beforeEach(async () => {
  hub = memoryHub(startOf('2026-11-05') + 10 * 3_600_000);
  sent = [];
  const phone = '13800138009';
  await hub.take(
    makeEvent('roster', { id: 'r-1', data: { household: undefined, person: makePerson(1, { phone }) } }),
    makeEvent('roster', { id: 'r-2', data: { household: undefined, person: makePerson(2, { phone }) } }),
  );
  wang = await hub.personId(makePerson(1).idNumber);
  li = await hub.personId(makePerson(2).idNumber);
});

/** A new grant, as the outbox's stream brings it. */
async function grant(person: string, programme: string, yuan: string): Promise<Notice> {
  serial += 1;
  const values = { 姓名: '李桂兰', 事项: programme, 金额: yuan, 电话: '0932-5550123' };
  const notice = hub.grantNotice(person, { id: `n-${serial}`, values, createdAt: hub.time.now });
  await hub.ports.notices.put([notice]);
  await sendOn(hub.ports, [notice]);
  return notice;
}
const provider = {
  send: async (message: SmsMessage) => {
    sent.push(message);
    return { kind: 'sent' as const, providerId: `m-${sent.length}` };
  },
};
const providers = [{ name: 'sns' as const, provider }];
const send = async () => {
  for (const key of hub.queued.splice(0)) await sendSms({ ...hub.ports, providers })(key);
};
const minutesLater = async (minutes: number) => {
  hub.time.now += minutes * MINUTE;
  await sendRipe(hub.ports);
  await send();
};
const standing = (notice: Notice) => hub.ports.notices.get(notice);

it('several grants to one person within the window are one message, and each is told', async () => {
  const first = await grant(wang, '临时救助', '1200.00');
  await minutesLater(9);
  expect(sent).toEqual([]);
  const second = await grant(wang, '残疾人补贴', '80.00');
  await minutesLater(1);
  expect(sent.map(({ text }) => text)).toEqual([
    '【甘肃民政】李桂兰您好,您家的临时救助和残疾人补贴已批准,共1280.00元。没收到请打0932-5550123。',
  ]);
  expect(await standing(first)).toMatchObject({ status: 'sent', providerId: 'm-1', text: sent[0]?.text });
  expect(await standing(second)).toMatchObject({
    status: 'sent',
    detail: '已并入同一条消息(共2件事)',
    into: { subject: first.subject, id: first.id },
  });
});

it('a statement that was declined is told with no grant either', async () => {
  await hub.ports.optOuts.put(hub.ports.hasher.phoneKey('+8613800138009'), {
    out: true,
    at: hub.time.now,
    by: 'reply',
  });
  const granted = await grant(wang, '临时救助', '1200.00');
  const values = { 期间: '2026年7月至9月', 清单: '帮扶清单', 查询码: '48271936', 电话: '0932-5550123' };
  const statement = hub.grantNotice(wang, { id: 'n-s', kind: 'statement', values, createdAt: hub.time.now });
  await hub.ports.notices.put([statement]);
  await sendOn(hub.ports, [statement]);
  await minutesLater(10);
  expect(sent.map(({ text }) => text)).toEqual([
    '【甘肃民政】李桂兰您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550123。',
  ]);
  expect([(await standing(granted))?.status, (await standing(statement))?.status]).toEqual(['sent', 'cancelled']);
});

it('one alone goes out as it is once the window is over', async () => {
  const only = await grant(wang, '临时救助', '1200.00');
  await minutesLater(10);
  expect(sent).toHaveLength(1);
  expect((await standing(only))?.together).toBeUndefined();
});

it('two people on one phone each get their own', async () => {
  await grant(wang, '临时救助', '1200.00');
  await grant(li, '临时救助', '800.00');
  await minutesLater(10);
  expect(sent.map(({ phone, text }) => [phone, text.includes('1200.00'), text.includes('800.00')])).toEqual([
    ['+8613800138009', true, false],
    ['+8613800138009', false, true],
  ]);
});

it('what was held overnight is one message in the morning', async () => {
  hub.time.now = startOf('2026-11-05') + 22.5 * 3_600_000;
  const first = await grant(wang, '临时救助', '1200.00');
  hub.time.now += 3 * 3_600_000;
  await grant(wang, '残疾人补贴', '80.00');
  expect((await standing(first))?.status).toBe('held');
  expect(hub.queued).toEqual([]);
  hub.time.now = startOf('2026-11-06') + 8 * 3_600_000 - 1;
  await releaseHeld(hub.ports);
  expect(hub.queued).toEqual([]);
  hub.time.now += 1;
  await releaseHeld(hub.ports);
  await send();
  expect(sent.map(({ text }) => text.includes('共1280.00元'))).toEqual([true]);
});

describe('cut short', () => {
  const dies = () => Promise.reject(new Error('killed'));

  it('between the joining and the queue, the next run sends it, and once', async () => {
    await grant(wang, '临时救助', '1200.00');
    await grant(wang, '残疾人补贴', '80.00');
    hub.time.now += 10 * MINUTE;
    await expect(sendRipe({ ...hub.ports, sms: { send: dies } })).rejects.toThrow();
    await minutesLater(10);
    await minutesLater(10);
    expect(sent.map(({ text }) => text.includes('共1280.00元'))).toEqual([true]);
  });

  it('before the pointers are gone, nothing is sent twice', async () => {
    await grant(wang, '临时救助', '1200.00');
    await grant(wang, '残疾人补贴', '80.00');
    hub.time.now += 10 * MINUTE;
    await expect(sendRipe({ ...hub.ports, notices: { ...hub.ports.notices, release: dies } })).rejects.toThrow();
    await send();
    await grant(wang, '高龄津贴', '100.00');
    await minutesLater(10);
    expect(sent.map(({ text }) => text.match(/共([\d.]+)元/)?.[1])).toEqual(['1280.00', '100.00']);
  });

  it('a message that the queue brings while others are joined to it says all of it', async () => {
    const first = await grant(wang, '临时救助', '1200.00');
    await grant(wang, '残疾人补贴', '80.00');
    // A second delivery reads the notice, and the joining comes before its claim.
    const people = {
      ...hub.ports.people,
      get: async (ids: readonly string[]) => {
        if (sent.length === 0 && (await standing(first))?.together === undefined) {
          hub.time.now += 10 * MINUTE;
          await sendRipe(hub.ports);
        }
        return hub.ports.people.get(ids);
      },
    };
    await sendSms({ ...hub.ports, people, providers })(first);
    await send();
    expect(sent.map(({ text }) => text.includes('共1280.00元'))).toEqual([true]);
  });

  it('where one of them was claimed meanwhile each goes by itself', async () => {
    const first = await grant(wang, '临时救助', '1200.00');
    await grant(wang, '残疾人补贴', '80.00');
    const get: typeof hub.ports.notices.get = async (key) => {
      const notice = await hub.ports.notices.get(key);
      if (key.id === first.id && notice?.status === 'queued') await sendSms({ ...hub.ports, providers })(first);
      return notice;
    };
    hub.time.now += 10 * MINUTE;
    await sendRipe({ ...hub.ports, notices: { ...hub.ports.notices, get } });
    await send();
    expect(sent.map(({ text }) => text.match(/共([\d.]+)元/)?.[1])).toEqual(['1200.00', '80.00']);
  });
});

it('nothing is sent to somebody who died, and nothing of what was joined', async () => {
  await grant(wang, '临时救助', '1200.00');
  await grant(wang, '残疾人补贴', '80.00');
  await hub.take(makeEvent('death'));
  await minutesLater(10);
  expect(sent).toEqual([]);
});
