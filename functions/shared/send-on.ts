import type { Notice } from '../../domain/notice.ts';
import { noticeText } from '../../domain/notice-text.ts';
import type { Province } from '../../domain/province.ts';
import { type CallBacks, callBackId } from './calls.ts';
import type { Notices } from './notices.ts';
import type { SmsQueue } from './sms.ts';

export interface SendOnPorts {
  notices: Pick<Notices, 'settle' | 'wait'>;
  calls: Pick<CallBacks, 'open'>;
  sms: SmsQueue;
  access: { held(): Promise<boolean> };
  province: Province;
  clock: { now(): number };
}

/** Where notices wait while the hub is held after a restore; sweep sends them on once it is released. */
export const HELD_QUEUE = 'held#release';

/** Sends new notices on their way: a text message into the queue, a call into the hotline's list. A digest waits for the morning. */
export async function sendOn(ports: SendOnPorts, notices: readonly Notice[]): Promise<void> {
  const onTheirWay = notices.filter(({ channel, status }) => channel !== 'digest' && status === 'queued');
  if (onTheirWay.length === 0) return;
  if (await ports.access.held()) return hold(ports, onTheirWay, HELD_QUEUE);
  for (const notice of onTheirWay) if (notice.channel === 'call-back') await openCall(ports, notice);
  const texts = onTheirWay.filter(({ channel }) => channel === 'sms');
  if (texts.length > 0) await ports.sms.send(texts.map(({ subject, id }) => ({ subject, id })));
}

/** Points at the notices first: one that is pointed at and not yet held is released harmlessly, the other way round is lost. */
export async function hold(
  { notices, clock }: Pick<SendOnPorts, 'notices' | 'clock'>,
  held: readonly Notice[],
  queue: string,
): Promise<void> {
  await notices.wait(
    queue,
    held.map(({ subject, id }) => ({ subject, id })),
  );
  for (const notice of held) await notices.settle(notice, ['queued'], { status: 'held', at: clock.now() });
}

/** A call the hotline owes somebody whom no text message reaches, or whose message may not have arrived. */
export async function openCall(
  { calls, province, clock }: Pick<SendOnPorts, 'calls' | 'province' | 'clock'>,
  notice: Notice,
): Promise<void> {
  const text = noticeText(notice, province.profile.notices.signature);
  const county = notice.township.slice(0, 6);
  await calls.open({
    id: callBackId(county, notice.createdAt, notice.id),
    county,
    township: notice.township,
    notice: { subject: notice.subject, id: notice.id },
    kind: notice.kind,
    audience: notice.audience,
    status: 'open',
    createdAt: clock.now(),
    text: notice.text ?? (text.ok ? text.value : notice.reason),
    attempts: [],
    version: 1,
  });
}
