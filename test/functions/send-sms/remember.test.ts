import { beforeEach, expect, it } from 'vitest';
import type { Notice } from '../../../domain/notice.ts';
import { startOf } from '../../../domain/shanghai-day.ts';
import { sendSms } from '../../../functions/send-sms/handler.ts';
import { remember } from '../../../functions/send-sms/remember.ts';
import { makeEvent, makePerson } from '../../factories.ts';
import { memoryHub } from '../memory-hub.ts';
import { CUT, providerSaying, SENT } from './providers-at-hand.ts';

const MORNING = startOf('2026-11-05') + 10 * 3_600_000;

let hub: ReturnType<typeof memoryHub>;
let notice: Notice;
let recipient: string;
beforeEach(async () => {
  hub = memoryHub(MORNING);
  await hub.take(makeEvent('roster', { data: { household: undefined } }));
  notice = hub.grantNotice(await hub.personId(makePerson().idNumber));
  recipient = hub.ports.hasher.phoneKey(`+86${makePerson().phone}`);
  await hub.ports.notices.put([notice]);
});
const found = (provider: string, message: string) => hub.ports.sentMessages.find({ provider, message, recipient });

it.each([
  ['tencent', true],
  ['mas', true],
  ['aliyun', false],
  ['sns', false],
] as const)('%s: its receipts name a message by an id of its own only is %s', async (provider, byId) => {
  await remember(hub.ports, { ...notice, provider, sentTo: recipient, resent: 1 }, 'm-9');
  expect(await found(provider, 'm-9')).toBe(byId ? `${notice.subject}/${notice.id}#2` : undefined);
});

it('what a provider took is known by its id', async () => {
  await sendSms({ ...hub.ports, providers: [providerSaying('mas', [SENT])] })(notice);
  expect(await found('mas', 'm-1')).toBe(`${notice.subject}/${notice.id}`);
});

it('also where the answer was cut off, and the provider was asked', async () => {
  const mas = providerSaying('mas', [CUT], { kind: 'sent', providerId: 'm-7' });
  const send = sendSms({ ...hub.ports, providers: [mas] });
  await send(notice);
  hub.time.now += 120_000;
  await send(notice);
  expect(await found('mas', 'm-7')).toBe(`${notice.subject}/${notice.id}`);
});
