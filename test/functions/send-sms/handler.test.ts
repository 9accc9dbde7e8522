import { beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '../../../domain/contact.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { onQueue } from '../../../functions/send-sms/queue.ts';
import type { SmsProvider, SmsResult } from '../../../functions/shared/sms.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { makeReferral } from '../../referrals.ts';
import { memoryHub } from '../memory-hub.ts';
import { makeClaim } from '../shared/contract/records.ts';

type Message = Parameters<SmsProvider['send']>[0];

function provider(
  answer: (message: Message) => Promise<SmsResult> = async () => ({ kind: 'sent', providerId: 'm-1' }),
) {
  const calls: Message[] = [];
  return {
    calls,
    send: (message: Message) => {
      calls.push(message);
      return answer(message);
    },
  };
}

const by = (sms: SmsProvider) => [{ name: 'sns' as const, provider: sms }];

let hub: ReturnType<typeof memoryHub>;
let person: string;
beforeEach(async () => {
  hub = memoryHub();
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  person = await hub.personId(makePerson().idNumber);
});

const put = async (notice: ReturnType<typeof hub.grantNotice>) => {
  await hub.ports.notices.put([notice]);
  return notice;
};
const standing = async (key: { subject: string; id: string }) => hub.ports.notices.get(key);
const openCalls = async () => (await hub.ports.calls.openIn('621121')).items;

describe('exactly one effect', () => {
  it('sends once and keeps the exact text', async () => {
    const notice = await put(hub.grantNotice(person));
    const sms = provider();
    await sendSms({ ...hub.ports, providers: by(sms) })(notice);
    expect(sms.calls).toEqual([
      {
        phone: `+86${makePerson().phone}`,
        text: '【甘肃民政】李桂兰您好,您家的临时救助已批准,共1200.00元。没收到请打0932-5550123。',
        template: {
          key: 'granted.person',
          values: { 姓名: '李桂兰', 事项: '临时救助', 金额: '1200.00', 电话: '0932-5550123' },
        },
        reference: `${notice.subject}/${notice.id}`,
      },
    ]);
    expect(await standing(notice)).toMatchObject({ status: 'sent', providerId: 'm-1', text: sms.calls[0]?.text });
  });

  it('S1 two workers at once make one call', async () => {
    const notice = await put(hub.grantNotice(person));
    const sms = provider();
    const send = sendSms({ ...hub.ports, providers: by(sms) });
    await Promise.all([send(notice), send(notice), send(notice)]);
    expect(sms.calls).toHaveLength(1);
  });

  it('a message that comes again after sending changes nothing', async () => {
    const notice = await put(hub.grantNotice(person));
    const sms = provider();
    const send = sendSms({ ...hub.ports, providers: by(sms) });
    await send(notice);
    await send(notice);
    expect(sms.calls).toHaveLength(1);
  });

  it('S6 cut short in the call it becomes unknown, is never sent blindly, and the hotline calls', async () => {
    const notice = await put(hub.grantNotice(person));
    await hub.ports.notices.claim(notice, makeClaim({ at: hub.time.now - 90_000 }));
    const sms = provider();
    const send = sendSms({ ...hub.ports, providers: by(sms) });
    await send(notice);
    await send(notice);
    expect(sms.calls).toEqual([]);
    expect(await standing(notice)).toMatchObject({ status: 'unknown' });
    expect(await openCalls()).toHaveLength(1);
  });

  it('a provider that throws after it was called leaves it unknown', async () => {
    const notice = await put(hub.grantNotice(person));
    await sendSms({ ...hub.ports, providers: by(provider(() => Promise.reject(new Error('socket hang up')))) })(notice);
    expect(await standing(notice)).toMatchObject({ status: 'unknown' });
    expect(await openCalls()).toHaveLength(1);
  });
});

describe('what a provider refuses or cannot take', () => {
  it('S4 a refusal is final: one attempt, the reason named, a call instead', async () => {
    const notice = await put(hub.grantNotice(person));
    const sms = provider(async () => ({ kind: 'refused', reason: '对方已退订短信', by: 'recipient' }));
    const send = sendSms({ ...hub.ports, providers: by(sms) });
    await send(notice);
    await send(notice);
    expect(sms.calls).toHaveLength(1);
    expect(await standing(notice)).toMatchObject({ status: 'failed', detail: '对方已退订短信' });
    expect((await openCalls()).map(({ notice: of }) => of)).toEqual([{ subject: notice.subject, id: notice.id }]);
  });

  it('S6 busy: nothing was sent, and the queue brings it again', async () => {
    const notice = await put(hub.grantNotice(person));
    await sendSms({ ...hub.ports, providers: by(provider(async () => ({ kind: 'busy' }))) })(notice);
    expect(await standing(notice)).toMatchObject({ status: 'queued' });
    expect(hub.queued).toMatchObject([{ subject: notice.subject, id: notice.id }]);
    await sendSms({ ...hub.ports, providers: by(provider()) })(notice);
    expect(await standing(notice)).toMatchObject({ status: 'sent' });
  });

  it('T10 a variable without a value is refused before the provider is called, by name', async () => {
    const notice = await put(
      hub.grantNotice(person, { values: { 姓名: '李桂兰', 事项: '临时救助', 金额: 'null', 电话: '0932-5550123' } }),
    );
    const sms = provider();
    await sendSms({ ...hub.ports, providers: by(sms) })(notice);
    expect(sms.calls).toEqual([]);
    expect((await standing(notice))?.detail).toContain('金额');
  });
});

describe('to whom, and when', () => {
  it('W10 nothing more is sent to somebody who died', async () => {
    const notice = await put(hub.grantNotice(person));
    await hub.take(makeEvent('death'));
    const sms = provider();
    await sendSms({ ...hub.ports, providers: by(sms) })(notice);
    expect(sms.calls).toEqual([]);
    expect(await standing(notice)).toMatchObject({ status: 'cancelled', detail: '本人已去世,不再发送' });
    expect(await openCalls()).toEqual([]);
  });

  it.each([
    ['20:59:59 is still day', startOf('2026-11-05') + 21 * 3_600_000 - 1, 'sent'],
    ['21:00 is quiet', startOf('2026-11-05') + 21 * 3_600_000, 'held'],
    ['07:59:59 is quiet', startOf('2026-11-05') + 8 * 3_600_000 - 1, 'held'],
    ['08:00 is day again', startOf('2026-11-05') + 8 * 3_600_000, 'sent'],
  ])('S7 %s', async (_, now, status) => {
    hub.time.now = now;
    const notice = await put(hub.grantNotice(person));
    await sendSms({ ...hub.ports, providers: by(provider()) })(notice);
    expect(await standing(notice)).toMatchObject({ status });
  });

  it('while the hub is held after a restore it sends nothing', async () => {
    await hub.ports.access.setHeld(true);
    const notice = await put(hub.grantNotice(person));
    const sms = provider();
    await sendSms({ ...hub.ports, providers: by(sms) })(notice);
    expect(sms.calls).toEqual([]);
    expect(await hub.ports.notices.waiting('held#release')).toEqual([{ subject: notice.subject, id: notice.id }]);
  });

  it('drops the name where it would cost a second message', async () => {
    const long = {
      姓名: '阿卜杜热合曼·吐尔逊',
      事项: '城乡居民重大疾病医疗救助二次报销',
      金额: '12345.67',
      电话: '0932-5550123',
    };
    const notice = await put(hub.grantNotice(person, { values: long }));
    const sms = provider();
    await sendSms({ ...hub.ports, providers: by(sms) })(notice);
    expect(sms.calls[0]?.text).toBe(
      '【甘肃民政】您好,您家的城乡居民重大疾病医疗救助二次报销已批准,共12345.67元。没收到请打0932-5550123。',
    );
  });
});

describe('whom of an office', () => {
  const MAYING = 'township-621121101';
  const VILLAGE = '621121101202';
  const lin = { name: '林爱华', phone: '+8619900001005' };
  const zhao = { name: '赵小军', phone: '+8619900001006' };
  const worker: Contact = { name: '马村医', phone: '+8619900001007', role: 'village', villages: [VILLAGE] };

  /** Sends Maying's office the news of a warning about a household of the village; says to which phone it went. */
  async function phoneFor(contacts: Contact[], { villageFirst = false, home = VILLAGE, role = 'township' } = {}) {
    const offices = hub.ports.province.offices.map((office) =>
      office.id === MAYING ? { ...office, contacts } : office,
    );
    const profile = hub.ports.province.profile;
    const province = {
      ...hub.ports.province,
      offices,
      profile: { ...profile, notices: { ...profile.notices, villageFirst } },
    };
    await hub.take(
      makeEvent('roster', {
        id: 'roster-home',
        time: '2026-11-05T09:45:00+08:00',
        data: { household: undefined, person: makePerson(1, { residenceDivision: home }) },
      }),
      makeEvent('hospitalization', { id: 'stay-1', data: { person: makePerson(1, { residenceDivision: home }) } }),
    );
    const warning = await hub.ports.warnings.latest(person);
    const notice = await put(
      hub.grantNotice(person, {
        id: 'n-office',
        kind: 'warning-raised',
        audience: { to: 'office', office: MAYING, role },
        warning: warning?.id ?? '',
        values: { 乡镇: '马营镇', 级别: '红色', 编号: 'W2611-01234567', 期限: '11月7日' },
      }),
    );
    const sms = provider();
    await sendSms({ ...hub.ports, province, providers: by(sms) })(notice);
    return sms.calls[0]?.phone ?? (await standing(notice))?.detail;
  }

  it.each<[string, Contact[], Parameters<typeof phoneFor>[1], string]>([
    ['whoever serves today', [{ ...lin, until: '2026-11-01' }, zhao], {}, zhao.phone],
    ['who stands in', [{ ...lin, delegate: { ...zhao, from: '2026-11-01', until: '2026-11-30' } }], {}, zhao.phone],
    ['the village’s own where the profile says so', [lin, worker], { villageFirst: true }, worker.phone],
    ['the township where it does not', [lin, worker], {}, lin.phone],
    ['the township for another village', [lin, worker], { villageFirst: true, home: '621121101203' }, lin.phone],
    [
      'the township where the village is not known',
      [lin, worker],
      { villageFirst: true, home: '621121101' },
      lin.phone,
    ],
    ['the office for a message of another role', [lin, worker], { villageFirst: true, role: 'county' }, lin.phone],
    [
      'nobody where none serves: a call instead',
      [{ ...lin, until: '2026-11-01' }],
      {},
      '这个单位今天没有能收短信的联系人',
    ],
  ])('%s', async (_what, contacts, options, expected) => {
    hub.time.now = startOf('2026-11-05') + 10 * 3_600_000;
    expect(await phoneFor(contacts, options)).toBe(expected);
  });
});

it('S6 one malformed record in a batch of ten: only its id is reported', async () => {
  const sms = provider();
  const notices = await Promise.all(
    Array.from({ length: 9 }, (_, index) => put(hub.grantNotice(person, { id: `n-${index}` }))),
  );
  const records = notices.map(({ subject, id }) => ({ messageId: id, body: JSON.stringify({ subject, id }) }));
  const Records = [...records.slice(0, 4), { messageId: 'broken', body: '{' }, ...records.slice(4)];
  const result = await onQueue(sendSms({ ...hub.ports, providers: by(sms) }))({ Records });
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'broken' }] });
  expect(sms.calls).toHaveLength(9);
});

it('P1 every record fails: each is reported by id', async () => {
  const Records = ['a', 'b'].map((messageId) => ({
    messageId,
    body: JSON.stringify({ subject: 'p-none', id: messageId }),
  }));
  const result = await onQueue(sendSms({ ...hub.ports, providers: by(provider()) }))({ Records });
  expect(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['a', 'b']);
});

describe('an urging about work beside the warnings', () => {
  const urging = () =>
    hub.grantNotice(person, {
      kind: 'task-urge',
      audience: { to: 'office', office: 'county-621121', role: 'county' },
      task: { kind: 'referral', id: 'Z2611-00000001' },
      values: { 事项: '转办件', 编号: 'Z2611-00000001', 地点: '马营镇', 期限: '11月12日' },
    });

  it.each([
    ['goes out while it is owed', true, 'sent', 1],
    ['is called off once it was done', false, 'cancelled', 0],
  ])('%s', async (_, open, status, sent) => {
    await hub.ports.referrals.put(makeReferral({ open }));
    const notice = await put(urging());
    const sms = provider();
    await sendSms({ ...hub.ports, providers: by(sms) })(notice);
    expect(sms.calls).toHaveLength(sent);
    expect(await standing(notice)).toMatchObject({ status });
  });
});
