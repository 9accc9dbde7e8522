import type { Notice } from '../../domain/notice.ts';
import { overtaken } from '../../domain/overtaken.ts';
import { wantsCall } from '../../domain/person-contact.ts';
import { waitsFor } from '../../domain/sending-time.ts';
import { atItsLevel } from '../../domain/step-notice.ts';
import { parseWarningId } from '../../domain/warning.ts';
import { isDeclined } from '../shared/declined.ts';
import type { NoticeKey } from '../shared/notices.ts';
import { SafeError } from '../shared/safe-error.ts';
import { HELD_QUEUE, heldUntil, hold } from '../shared/send-on.ts';
import { deliver } from './deliver.ts';
import { giveUp } from './give-up.ts';
import { interrupted } from './interrupted.ts';
import { mobileOf, officeContact } from './office-contact.ts';
import type { SendSmsPorts } from './ports.ts';

/**
 * Sends one notice, with exactly one effect: claimed by a conditional write before a provider is called. Whoever finds it
 * in `calling` knows that a call was cut short; it is never sent blindly again.
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
    await deliver(ports, notice, phone);
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
  if (await isDeclined(ports, notice, mobileOf(person))) {
    await ports.notices.settle(notice, ['queued'], {
      status: 'cancelled',
      at: ports.clock.now(),
      detail: '收信的号码已退订,不发短信也不打电话;纸质的照送',
    });
    return undefined;
  }
  if (wantsCall(person)) {
    await giveUp(ports, notice, ['queued'], '看不了短信,或本人希望打电话,转热线电话告知');
    return undefined;
  }
  const mobile = mobileOf(person);
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

/** Work beside the warnings that nobody owes any more, where the notice asks for it; of a joint one all of it. */
async function isDone({ taskIsOpen }: SendSmsPorts, { task, kind, together }: Notice): Promise<boolean> {
  const asks = kind === 'task-urge' || kind === 'task-due-soon' || kind === 'task-new';
  const tasks = asks ? [task, ...(together?.parts ?? []).map((part) => part.task)] : [];
  const open = await Promise.all(tasks.map(async (each) => each === undefined || (await taskIsOpen(each)) !== false));
  return tasks.length > 0 && !open.includes(true);
}
