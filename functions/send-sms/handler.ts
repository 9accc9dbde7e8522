import type { Notice } from '../../domain/notice.ts';
import { type Message, messageFor } from '../../domain/notice-text.ts';
import { overtaken } from '../../domain/overtaken.ts';
import { wantsCall } from '../../domain/person-contact.ts';
import { waitsFor } from '../../domain/sending-time.ts';
import { atItsLevel } from '../../domain/step-notice.ts';
import { parseWarningId } from '../../domain/warning.ts';
import type { NoticeKey, Notices } from '../shared/notices.ts';
import { SafeError } from '../shared/safe-error.ts';
import type { Hasher } from '../shared/sealing.ts';
import { HELD_QUEUE, heldUntil, hold, openCall, type SendOnPorts } from '../shared/send-on.ts';
import type { SmsProvider, SmsResult } from '../shared/sms.ts';
import type { Warnings } from '../shared/warnings.ts';
import { type OfficeContactPorts, officeContact } from './office-contact.ts';

export interface SendSmsPorts extends Omit<SendOnPorts, 'sms' | 'notices' | 'people'> {
  people: OfficeContactPorts['people'];
  notices: Pick<Notices, 'get' | 'claim' | 'settle' | 'wait'>;
  warnings: Pick<Warnings, 'get'>;
  /** Whether a piece of work beside the warnings is still owed; undefined where there is none of that id. */
  taskIsOpen: (task: NonNullable<Notice['task']>) => Promise<boolean | undefined>;
  provider: SmsProvider;
  hasher: Pick<Hasher, 'phoneKey'>;
}

/**
 * Sends one notice, with exactly one effect: claimed by a conditional write before the provider is called. Whoever finds
 * it in `calling` knows that a call was cut short; it is never sent blindly again, and the hotline calls instead.
 */
export const sendSms =
  (ports: SendSmsPorts) =>
  async (key: NoticeKey): Promise<void> => {
    const made = await ports.notices.get(key);
    if (!made) throw new SafeError('notice-missing', 'a queued notice has no row');
    if (made.status === 'calling') return interrupted(ports, made);
    if (made.status !== 'queued') return;
    if (await waits(ports, made)) return;
    const notice = await asItStands(ports, made);
    const phone = notice && (await addressee(ports, notice));
    if (!notice || phone === undefined) return;
    const message = messageFor(notice, ports.province.profile);
    if (!message.ok) return giveUp(ports, notice, ['queued'], message.refusal.message);
    const at = ports.clock.now();
    const sentTo = ports.hasher.phoneKey(phone);
    const claim = await ports.notices.claim(key, { provider: 'sns', at, sentTo, text: message.value.text });
    if (claim !== 'claimed') return;
    await call(ports, { ...notice, status: 'calling', text: message.value.text }, phone, message.value);
  };

async function waits(ports: SendSmsPorts, notice: Notice): Promise<boolean> {
  const day = waitsFor(notice, ports.clock.now(), ports.province);
  const queue = (await ports.access.held()) ? HELD_QUEUE : day && heldUntil(day);
  if (queue !== undefined) await hold(ports, [notice], queue);
  return queue !== undefined;
}

/** Whom to send it to, read at the moment of sending; undefined where it was settled otherwise. */
async function addressee(ports: SendSmsPorts, notice: Notice): Promise<string | undefined> {
  if (notice.audience.to === 'office') {
    const contact = await officeContact(ports, notice);
    if (!contact) await giveUp(ports, notice, ['queued'], '这个单位今天没有能收短信的联系人');
    return contact?.phone;
  }
  const person = (await ports.people.get([notice.audience.person])).get(notice.audience.person);
  if (person?.diedOn) {
    await ports.notices.settle(notice, ['queued'], {
      status: 'cancelled',
      at: ports.clock.now(),
      detail: '本人已去世,不再发送',
    });
    return undefined;
  }
  if (wantsCall(person)) {
    await giveUp(ports, notice, ['queued'], '看不了短信,或本人希望打电话,转热线电话告知');
    return undefined;
  }
  const mobile = person?.phone?.value.startsWith('+86') ? person.phone.value : undefined;
  if (mobile === undefined) await giveUp(ports, notice, ['queued'], '没有可用的手机号,转热线电话告知');
  return mobile;
}

/** The notice as its warning stands by now; undefined where it was overtaken, and so cancelled. */
async function asItStands(ports: SendSmsPorts, notice: Notice): Promise<Notice | undefined> {
  const { warnings, notices, province, clock } = ports;
  if (await isDone(ports, notice)) {
    await notices.settle(notice, ['queued'], {
      status: 'cancelled',
      at: clock.now(),
      detail: '这件事已经办完,不用再催',
    });
    return undefined;
  }
  const id = notice.warning === undefined ? undefined : parseWarningId(notice.warning);
  if (!id) return notice;
  const warning = await warnings.get(id.subject, id.cycle);
  const why = overtaken(notice, warning, province.offices, clock.now());
  if (why === undefined && warning) return atItsLevel(notice, warning, province);
  await notices.settle(notice, ['queued'], { status: 'cancelled', at: clock.now(), detail: why ?? '预警已办结或撤销' });
  return undefined;
}

/** Work beside the warnings that nobody owes any more, where the notice asks for it. */
async function isDone({ taskIsOpen }: SendSmsPorts, { task, kind }: Notice): Promise<boolean> {
  const asks = kind === 'task-urge' || kind === 'task-due-soon' || kind === 'task-new';
  return task !== undefined && asks && (await taskIsOpen(task)) === false;
}

async function call(ports: SendSmsPorts, notice: Notice, phone: string, message: Message): Promise<void> {
  const { text } = message;
  const result = await attempt(ports.provider, { phone, ...message, reference: `${notice.subject}/${notice.id}` });
  const at = ports.clock.now();
  switch (result.kind) {
    case 'sent':
      await ports.notices.settle(notice, ['calling'], { status: 'sent', at, text, providerId: result.providerId });
      return;
    case 'busy':
      // Certainly not sent: back into the row it came from, and the queue brings it again.
      await ports.notices.settle(notice, ['calling'], { status: 'queued', at });
      throw new SafeError('sms-busy', 'the provider took no message now');
    case 'refused':
      return giveUp(ports, notice, ['calling'], result.reason);
    case 'unknown':
      await ports.notices.settle(notice, ['calling'], {
        status: 'unknown',
        at,
        text,
        detail: '短信平台没有答复,不知道是否送达,转热线电话确认',
      });
      await openCall(ports, notice);
  }
}

/** Whatever a provider throws after it was called leaves open whether the message went out. */
async function attempt(
  provider: SmsProvider,
  message: Parameters<SmsProvider['send']>[0],
): Promise<SmsResult | { kind: 'unknown' }> {
  try {
    return await provider.send(message);
  } catch {
    return { kind: 'unknown' };
  }
}

async function interrupted(ports: SendSmsPorts, notice: Notice): Promise<void> {
  const detail = '发送中断,不知道是否送达,转热线电话确认';
  const settled = await ports.notices.settle(notice, ['calling'], { status: 'unknown', at: ports.clock.now(), detail });
  if (settled) await openCall(ports, notice);
}

/** The text message has failed for good: the call is owed first, so that nobody falls between the two writes. */
async function giveUp(ports: SendSmsPorts, notice: Notice, from: Notice['status'][], detail: string): Promise<void> {
  await openCall(ports, notice);
  await ports.notices.settle(notice, from, { status: 'failed', at: ports.clock.now(), detail });
}
