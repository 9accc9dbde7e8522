import { gathers, type Joint, mergePlan } from '../../domain/merge-notices.ts';
import type { Notice } from '../../domain/notice.ts';
import { noticeText } from '../../domain/notice-text.ts';
import type { Province } from '../../domain/province.ts';
import { nextMorning, waitsFor } from '../../domain/sending-time.ts';
import { type Day, dayOf } from '../../domain/shanghai-day.ts';
import { type CallBacks, callBackId } from './calls.ts';
import { type DeclinedPorts, declinedAmong } from './declined.ts';
import { inParallel } from './in-parallel.ts';
import type { Notices } from './notices.ts';
import type { People, PersonRecord } from './people.ts';
import type { SmsQueue } from './sms.ts';
import { townshipFor } from './subject.ts';

export interface SendOnPorts {
  notices: Pick<Notices, 'settle' | 'wait'>;
  calls: Pick<CallBacks, 'open'>;
  people: Pick<People, 'get'>;
  sms: SmsQueue;
  access: { held(): Promise<boolean> };
  province: Province;
  clock: { now(): number };
}

/** Where notices wait while the hub is held after a restore; sweep sends them on once it is released. */
export const HELD_QUEUE = 'held#release';

/** Where notices wait for others to the same addressee; sweep makes them one message when their window is over. */
export const TOGETHER_QUEUE = 'together';

/**
 * Sends new notices on their way: a text message into the queue, or to where it waits for others to the same addressee; a call
 * into the hotline's list. A digest waits for the morning.
 */
export async function sendOn(ports: SendOnPorts, notices: readonly Notice[]): Promise<void> {
  const ready = await readyToGo(ports, notices);
  const { mergeWithin } = ports.province.profile.notices;
  const gathering = ready.filter((notice) => gathers(notice, mergeWithin));
  if (gathering.length > 0) await ports.notices.wait(TOGETHER_QUEUE, gathering.map(keyOf));
  await send(
    ports,
    ready.filter((notice) => !gathering.includes(notice)),
  );
}

/** Sends what waited for others, or for the morning: what is for one addressee as one message. */
export async function sendTogether(ports: SendTogetherPorts, notices: readonly Notice[]): Promise<void> {
  const ready = await readyToGo(ports, notices);
  const declined = await declinedAmong(ports, ready);
  const { joints, singles } = mergePlan(
    ready.filter((notice) => !declined.has(notice)),
    ports.province.profile,
  );
  const joined = await inParallel(8, joints, (joint) => joinOf(ports, joint));
  // What was declined goes on by itself, to be settled as such.
  const inOrder = [...declined, ...singles, ...joined.flat()].toSorted((a, b) => a.createdAt - b.createdAt);
  await send(ports, inOrder);
}

export type SendTogetherPorts = SendOnPorts & DeclinedPorts & { notices: Pick<Notices, 'join'> };

/** Where one of them moved meanwhile each goes by itself: it is claimed, and so sent, once at most. */
async function joinOf(
  { notices, clock }: SendTogetherPorts,
  { carrier, parts, together }: Joint,
): Promise<readonly Notice[]> {
  const detail = `已并入同一条消息(共${parts.length + 1}件事)`;
  const joined = await notices.join({ carrier, parts, together }, clock.now(), detail);
  return joined ? [{ ...carrier, together }] : [carrier, ...parts];
}

async function send(ports: SendOnPorts, notices: readonly Notice[]): Promise<void> {
  for (const notice of notices)
    if (notice.channel === 'call-back' && !(await isOver(ports, notice))) await openCall(ports, notice);
  const texts = notices.filter(({ channel }) => channel === 'sms');
  if (texts.length > 0) await ports.sms.send(texts.map(keyOf));
}

/** What may go out now; the rest is held until it may. */
async function readyToGo(ports: SendOnPorts, notices: readonly Notice[]): Promise<readonly Notice[]> {
  const onTheirWay = notices.filter(({ channel, status }) => channel !== 'digest' && status === 'queued');
  if (onTheirWay.length === 0) return [];
  if (await ports.access.held()) {
    await hold(ports, onTheirWay, HELD_QUEUE);
    return [];
  }
  const { province, clock } = ports;
  const now = clock.now();
  const { ready = [], early = [] } = await byReadiness(ports, onTheirWay);
  // A call is a line on a list: when it is made is the hotline's business.
  const later = (notice: Notice) => (notice.channel === 'sms' ? waitsFor(notice, now, province) : undefined);
  const tomorrow = nextMorning(now, province.profile.notices.quietHours);
  const waiting = [
    ...early.map((notice) => ({ notice, day: tomorrow })),
    ...ready.flatMap((notice) => dayed(notice, later(notice))),
  ];
  for (const [day, held] of Map.groupBy(waiting, (each) => each.day))
    await hold(
      ports,
      held.map(({ notice }) => notice),
      heldUntil(day),
    );
  return ready.filter((notice) => later(notice) === undefined);
}

const dayed = (notice: Notice, day: Day | undefined) => (day === undefined ? [] : [{ notice, day }]);
const keyOf = ({ subject, id }: Notice) => ({ subject, id });

/** Nobody rings up the dead. */
async function isOver({ people, notices, clock }: SendOnPorts, notice: Notice): Promise<boolean> {
  if (notice.audience.to !== 'person') return false;
  const { person } = notice.audience;
  if ((await people.get([person])).get(person)?.diedOn === undefined) return false;
  await notices.settle(notice, ['queued'], { status: 'cancelled', at: clock.now(), detail: '本人已去世,不再联系' });
  return true;
}

/** A grant that comes before its household's list speaks of somebody of whom the hub has a number and no more: that waits for the morning. */
async function byReadiness({ people, clock }: SendOnPorts, notices: readonly Notice[]) {
  const today = dayOf(clock.now());
  const young = notices.flatMap(({ audience, createdAt }) =>
    audience.to === 'person' && dayOf(createdAt) === today ? [audience.person] : [],
  );
  const known = young.length > 0 ? await people.get([...new Set(young)]) : new Map<string, PersonRecord>();
  return Object.groupBy(notices, ({ audience }) => {
    const person = audience.to === 'person' ? known.get(audience.person) : undefined;
    return person && isStranger(person) ? 'early' : 'ready';
  });
}

/** Nobody has said yet where they live or how to reach them. */
export const isStranger = ({ residence, registered, phone }: PersonRecord) => !residence && !registered && !phone;

/** Where a notice waits for the morning of a day. */
export const heldUntil = (day: Day) => `held#${day}`;

/** Points at the notices first: one that is pointed at and not yet held is released harmlessly, the other way round is lost. */
export async function hold(
  { notices, clock }: Pick<SendOnPorts, 'notices' | 'clock'>,
  held: readonly Notice[],
  queue: string,
): Promise<void> {
  await notices.wait(queue, held.map(keyOf));
  for (const notice of held) await notices.settle(notice, ['queued'], { status: 'held', at: clock.now() });
}

/** A call the hotline owes somebody whom no text message reaches, or whose message may not have arrived. */
export async function openCall(
  ports: Pick<SendOnPorts, 'calls' | 'people' | 'province' | 'clock'>,
  notice: Notice,
): Promise<void> {
  const text = noticeText(notice, ports.province.profile);
  const township = await whereNow(ports, notice);
  const county = township.slice(0, 6);
  await ports.calls.open({
    id: callBackId(county, notice.createdAt, notice.id),
    county,
    township,
    notice: { subject: notice.subject, id: notice.id },
    kind: notice.kind,
    audience: notice.audience,
    status: 'open',
    createdAt: ports.clock.now(),
    text: notice.text ?? (text.ok ? text.value : notice.reason),
    attempts: [],
    version: 1,
  });
}

/** Under which ids the call about a notice may have been opened: where the person lives may have become known since. */
export async function callIdsOf(
  ports: Pick<SendOnPorts, 'people' | 'province'>,
  notice: Notice,
): Promise<readonly string[]> {
  const counties = new Set([notice.township.slice(0, 6), (await whereNow(ports, notice)).slice(0, 6)]);
  return [...counties].map((county) => callBackId(county, notice.createdAt, notice.id));
}

/** Whose hotline calls: where the person lives by now, which the notice may have been too early to know. */
async function whereNow({ people, province }: Pick<SendOnPorts, 'people' | 'province'>, notice: Notice) {
  if (notice.audience.to === 'office' || notice.township !== townshipFor(undefined, province)) return notice.township;
  const { person } = notice.audience;
  return townshipFor((await people.get([person])).get(person), province);
}
