import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { addDays, startOf } from '../../../domain/shanghai-day.ts';
import { afterFailure, type FailedSending } from '../../../functions/shared/after-failure.ts';
import { sendingOf, smsReference } from '../../../functions/shared/sms-reference.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';

const HOUR = 3_600_000;
/** 10:00 in Shanghai. */
const SENT_AT = startOf('2026-11-05') + 10 * HOUR;
const off: FailedSending = { cause: 'unreachable', provider: 'aliyun', reason: '关机或不在服务区', resent: 0 };

let hub: ReturnType<typeof memoryHub>;
let person: string;
beforeEach(async () => {
  hub = memoryHub(SENT_AT);
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  person = await hub.personId(makePerson().idNumber);
});

/** A notice that a provider took at `SENT_AT`, or as it is said. */
async function sent(overrides: Partial<Notice> = {}): Promise<Notice> {
  const attempt = { provider: 'aliyun', at: SENT_AT, result: 'sent' } as const;
  const notice = hub.grantNotice(person, { status: 'sent', attempts: [attempt], ...overrides });
  await hub.ports.notices.put([notice]);
  return notice;
}
const standing = (notice: Notice) => hub.ports.notices.get(notice);
const calls = async () => (await hub.ports.calls.openIn('621121')).items.length;

describe('S4 the phone is off or out of reach', () => {
  it('the message is held until the next morning, without a call', async () => {
    const notice = await sent();
    expect(await afterFailure(hub.ports, notice, off)).toBe('again');
    expect(await standing(notice)).toMatchObject({ status: 'held', resent: 1, detail: off.reason });
    expect((await standing(notice))?.attempts?.map(({ result }) => result)).toEqual(['sent', 'unreachable']);
    expect(await hub.ports.notices.waiting('held#2026-11-06')).toEqual([{ subject: person, id: notice.id }]);
    expect(await calls()).toBe(0);
  });

  it.each([
    ['a first time', 0, 'again'],
    ['a second time', 1, 'again'],
    ['a third time: for good', 2, 'given-up'],
  ] as const)('%s', async (_, resent, result) => {
    const notice = await sent({ resent });
    expect(await afterFailure(hub.ports, notice, { ...off, resent })).toBe(result);
    expect(await calls()).toBe(result === 'given-up' ? 1 : 0);
  });

  // Sent on the 5th at 10:00: the morning of the 8th, 08:00, is still within three days, that of the 9th is not.
  it.each([
    ['23:59 of the second day after', startOf(addDays('2026-11-05', 3)) - 1, 'again'],
    ['00:00 of the third day after', startOf(addDays('2026-11-05', 3)), 'given-up'],
  ] as const)('said at %s', async (_, now, result) => {
    const notice = await sent();
    hub.time.now = now;
    expect(await afterFailure(hub.ports, notice, off)).toBe(result);
  });

  it.each([
    ['a morning just three days after', SENT_AT - 2 * HOUR, 'again'],
    ['a millisecond more', SENT_AT - 2 * HOUR - 1, 'given-up'],
  ] as const)('%s', async (_, at, result) => {
    const notice = await sent({ attempts: [{ provider: 'aliyun', at, result: 'sent' }] });
    hub.time.now = startOf('2026-11-07') + 12 * HOUR;
    expect(await afterFailure(hub.ports, notice, off)).toBe(result);
  });

  it('an office is called at once: tomorrow the message would be overtaken', async () => {
    const notice = await sent({ audience: { to: 'office', office: 'township-621121101', role: 'township' } });
    expect(await afterFailure(hub.ports, notice, off)).toBe('given-up');
    expect(await standing(notice)).toMatchObject({ status: 'failed', detail: off.reason });
    expect(await calls()).toBe(1);
  });
});

it('what failed for good is called about', async () => {
  const notice = await sent();
  expect(await afterFailure(hub.ports, notice, { ...off, cause: 'permanent', reason: '空号' })).toBe('given-up');
  expect(await standing(notice)).toMatchObject({ status: 'failed', detail: '空号' });
  expect((await standing(notice))?.attempts?.at(-1)?.result).toBe('failed');
  expect(await calls()).toBe(1);
});

describe('a receipt that comes late or twice changes nothing', () => {
  it.each([
    ['of an earlier sending', { resent: 1 }, off],
    ['of one that was delivered', { status: 'delivered' }, off],
    ['of one that has failed', { status: 'failed' }, { ...off, cause: 'permanent' }],
  ] as const)('%s', async (_, overrides, failure) => {
    const notice = await sent(overrides);
    expect(await afterFailure(hub.ports, notice, failure)).toBe('stale');
    expect(await standing(notice)).toEqual(notice);
    expect(await calls()).toBe(0);
  });

  it('the same one twice: sent anew once', async () => {
    const notice = await sent();
    await afterFailure(hub.ports, notice, off);
    expect(await afterFailure(hub.ports, notice, off)).toBe('stale');
    expect((await standing(notice))?.resent).toBe(1);
  });
});

describe('our own reference', () => {
  it.each([
    [{ subject: 'h-abc', id: 'AbC_-1', resent: 0 }, 'h-abc/AbC_-1'],
    [{ subject: 'h-abc', id: 'AbC_-1', resent: 1 }, 'h-abc/AbC_-1#2'],
    [{ subject: 'L#event', id: 'n', resent: 2 }, 'L#event/n#3'],
  ])('%o', (sending, reference) => {
    expect(smsReference(sending)).toBe(reference);
    expect(sendingOf(reference)).toEqual(sending);
  });

  it.each(['', 'n', '/n', 'h-abc/', 'h-abc/n#1', 'h-abc/n#', 'h-abc/n#22'])('%j names none', (reference) => {
    expect(sendingOf(reference)).toBeUndefined();
  });
});
