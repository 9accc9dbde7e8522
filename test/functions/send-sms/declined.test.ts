import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { providerSaying, SENT } from './providers-at-hand.ts';

const MORNING = startOf('2026-11-05') + 10 * 3_600_000;

let hub: ReturnType<typeof memoryHub>;
let person: string;
let phone: string;
beforeEach(async () => {
  hub = memoryHub(MORNING);
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  person = await hub.personId(makePerson().idNumber);
  phone = hub.ports.hasher.phoneKey(`+86${makePerson().phone}`);
});

async function sent(overrides: Partial<Notice>): Promise<Notice | undefined> {
  const notice = hub.grantNotice(person, overrides);
  await hub.ports.notices.put([notice]);
  await sendSms({ ...hub.ports, providers: [providerSaying('sns', [SENT])] })(notice);
  return hub.ports.notices.get(notice);
}
const statement = {
  kind: 'statement',
  values: {
    期间: '2026年7月至9月',
    清单: '帮扶清单',
    网址: 'jz.example.gov.cn/q',
    查询码: '48271936',
    电话: '0932-5550123',
  },
} as const satisfies Partial<Notice>;
const calls = async () => (await hub.ports.calls.openIn('621121')).items;

describe('whoever declined statements', () => {
  beforeEach(async () => void (await hub.ports.optOuts.put(phone, { out: true, at: MORNING - 1000, by: 'reply' })));

  it('gets none by text message, and no call either; the notice says why', async () => {
    expect(await sent(statement)).toMatchObject({
      status: 'cancelled',
      detail: '收信的号码已退订,不发短信也不打电话;纸质的照送',
    });
    expect(await calls()).toEqual([]);
  });

  it('is still told what was decided about their aid', async () => {
    expect((await sent({}))?.status).toBe('sent');
  });

  it('is told of a statement together with a grant: that may not be declined', async () => {
    const together: Notice['together'] = { kind: 'granted', values: hub.grantNotice(person).values, parts: [] };
    expect((await sent({ ...statement, together }))?.status).toBe('sent');
  });

  it('gets them again once they asked for them', async () => {
    await hub.ports.optOuts.put(phone, { out: false, at: MORNING - 500, by: 's-hotline' });
    expect((await sent(statement))?.status).toBe('sent');
  });
});

it('whoever declined nothing gets theirs', async () => {
  expect((await sent(statement))?.status).toBe('sent');
});
