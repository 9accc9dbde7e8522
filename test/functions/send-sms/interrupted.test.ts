import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import type { SmsFound } from '../../../functions/shared/sms.ts';
import { makeEvent, makePerson, NOW } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { makeClaim } from '../shared/contract/records.ts';
import { CUT, providerSaying, SENT } from './providers-at-hand.ts';

const MINUTE = 60_000;

let hub: ReturnType<typeof memoryHub>;
let notice: Notice;
let delays: number[];
beforeEach(async () => {
  hub = memoryHub();
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  notice = hub.grantNotice(await hub.personId(makePerson().idNumber));
  await hub.ports.notices.put([notice]);
  const sentTo = hub.ports.hasher.phoneKey(`+86${makePerson().phone}`);
  await hub.ports.notices.claim(notice, makeClaim({ provider: 'sns', at: NOW, sentTo, text: '【甘肃民政】原话' }));
  delays = [];
});

const standing = () => hub.ports.notices.get(notice);
const openCalls = async () => (await hub.ports.calls.openIn('621121')).items.length;

/** Comes upon the notice in `calling`, so long after it was claimed. */
async function visit(after: number, providers = [providerSaying('sns', [SENT])]) {
  hub.time.now = NOW + after;
  const sms = { send: async (_: unknown, { delaySeconds = 0 } = {}) => void delays.push(delaySeconds) };
  await sendSms({ ...hub.ports, providers, sms })(notice);
  return standing();
}
const visitAsking = (after: number, found: SmsFound | Error) => visit(after, [providerSaying('sns', [SENT], found)]);

describe('S6 what was cut short in the call', () => {
  it('is left alone while whoever claimed it may still be at it', async () => {
    const sns = providerSaying('sns', [SENT], { kind: 'not-sent' });
    expect(await visit(89_999, [sns])).toMatchObject({ status: 'calling' });
    expect(sns.asked).toEqual([]);
    expect(delays).toEqual([1]);
  });

  it('is asked after by our own reference, never sent blindly', async () => {
    const sns = providerSaying('sns', [SENT], { kind: 'sent', providerId: 'm-7' });
    expect(await visit(90_000, [sns])).toMatchObject({
      status: 'sent',
      providerId: 'm-7',
      text: '【甘肃民政】原话',
      attempts: [{ provider: 'sns', at: NOW, result: 'sent' }],
    });
    expect(sns.asked).toEqual([`${notice.subject}/${notice.id}`]);
    expect(sns.calls).toEqual([]);
    expect(await openCalls()).toBe(0);
  });

  it.each([
    ['10 minutes less a millisecond: providers list late', 10 * MINUTE - 1, 'calling', [1]],
    ['10 minutes: queued again', 10 * MINUTE, 'queued', [0]],
  ] as const)('“not there” after %s', async (_, after, status, waits) => {
    expect(await visitAsking(after, { kind: 'not-sent' })).toMatchObject({ status });
    expect(delays).toEqual(waits);
    expect(await openCalls()).toBe(0);
  });

  it('what was twice not sent becomes a call', async () => {
    await visitAsking(10 * MINUTE, { kind: 'not-sent' });
    const { sentTo = '' } = (await standing()) ?? {};
    await hub.ports.notices.claim(notice, makeClaim({ provider: 'sns', at: NOW + 10 * MINUTE, sentTo }));
    expect(await visitAsking(20 * MINUTE, { kind: 'not-sent' })).toMatchObject({ status: 'failed' });
    expect(await openCalls()).toBe(1);
  });

  it.each([
    ['30 minutes less a millisecond: asked again', 30 * MINUTE - 1, 'calling', 0],
    ['30 minutes: the hotline asks the person', 30 * MINUTE, 'unknown', 1],
  ] as const)('a provider that cannot tell, after %s', async (_, after, status, calls) => {
    expect(await visitAsking(after, { kind: 'unknown' })).toMatchObject({ status });
    expect(await openCalls()).toBe(calls);
  });

  it('a question that fails is no answer', async () => {
    expect(await visitAsking(10 * MINUTE, CUT)).toMatchObject({ status: 'calling' });
    expect(delays).toEqual([300]);
  });

  it.each([
    ['cannot be asked', () => [providerSaying('sns', [SENT])]],
    ['is no longer in use', () => [providerSaying('mas', [SENT], { kind: 'not-sent' })]],
  ])('where the provider %s it stays unknown, and the hotline calls', async (_, providers) => {
    expect(await visit(90_000, providers())).toMatchObject({ status: 'unknown' });
    expect(await openCalls()).toBe(1);
  });

  it('where the person has another number by now, asking by that one would say “not sent” of the old one', async () => {
    const person = makePerson(1, { phone: '19900001099' });
    await hub.take(
      makeEvent('roster', { id: 'r-2', time: '2026-11-05T09:45:00+08:00', data: { person, household: undefined } }),
    );
    expect(await visitAsking(10 * MINUTE, { kind: 'not-sent' })).toMatchObject({ status: 'unknown' });
    expect(await openCalls()).toBe(1);
  });
});
