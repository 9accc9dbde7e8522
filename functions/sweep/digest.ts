import { isWorkday } from '../../domain/calendar.ts';
import type { Notice } from '../../domain/notice.ts';
import { townOf } from '../../domain/notice-plan.ts';
import { type Office, officeFor } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';
import { isDigestTime } from '../../domain/quiet-hours.ts';
import { addDays, dayOf, endOf } from '../../domain/shanghai-day.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';
import type { OpenWarning } from '../shared/warnings.ts';

export interface DigestPorts extends Pick<ReassessPorts, 'hasher' | 'clock' | 'province' | 'smsAvailable'> {
  notices: Pick<Notices, 'put' | 'get' | 'waiting' | 'release' | 'settle'>;
}

/** One message an office and working morning: what is open, what is due tomorrow, what is late. Returns how many went out. */
export async function sendDigests(ports: DigestPorts, open: readonly OpenWarning[]): Promise<number> {
  const now = ports.clock.now();
  const { profile, calendar, offices } = ports.province;
  if (!isWorkday(dayOf(now), calendar).workday || !isDigestTime(now, profile.notices.digestAt)) return 0;
  const mine = Map.groupBy(open, ({ township }) => officeFor(offices, 'township', township)?.id ?? '');
  const sent = await inParallel(8, offices, (office) => sendDigest(ports, office, mine.get(office.id) ?? []));
  return sent.filter(Boolean).length;
}

async function sendDigest(ports: DigestPorts, office: Office, open: readonly OpenWarning[]): Promise<boolean> {
  const { notices, clock, province } = ports;
  const ids = idsFor(ports);
  const now = clock.now();
  const subject = `o-${office.id}`;
  const id = ids.notice(subject, 'digest', dayOf(now));
  const waiting = await notices.waiting(`digest#${office.id}`);
  if (open.length === 0 && waiting.length === 0) return false;
  const fresh = (await notices.get({ subject, id })) === undefined;
  if (fresh && open.length > 0) {
    const digest: Notice = {
      subject,
      id,
      kind: 'digest',
      channel: ids.smsAvailable ? 'sms' : 'call-back',
      audience: { to: 'office', office: office.id, role: office.role },
      cause: `digest#${dayOf(now)}`,
      township: open[0]?.township ?? office.division,
      reason: '工作日早报',
      values: digestValues(open, office, province, now),
      status: 'queued',
      createdAt: now,
    };
    await notices.put([digest]);
  }
  for (const key of waiting) {
    const notice = await notices.get(key);
    if (notice) await notices.settle(notice, ['queued'], { status: 'sent', at: now, detail: '已并入当天早报' });
  }
  if (waiting.length > 0) await notices.release(`digest#${office.id}`, waiting);
  return fresh && open.length > 0;
}

/** 在办红1、橙2、黄5户,其中明天到期2户、超期1户。请先看红色 */
export function digestValues(
  open: readonly OpenWarning[],
  office: Pick<Office, 'name'>,
  { profile }: Province,
  now: number,
) {
  const tomorrow = addDays(dayOf(now), 1);
  const byLevel = profile.levels.list
    .toReversed()
    .map(({ key, name }) => ({ name, count: open.filter(({ peakLevel }) => peakLevel === key).length }))
    .filter(({ count }) => count > 0);
  return {
    乡镇: townOf(office.name),
    在办: `${byLevel.map(({ name, count }) => `${name.replace(/色$/, '')}${count}`).join('、')}户`,
    明天: String(open.filter(({ dueAt }) => now < dueAt && dayOf(dueAt - 1) === tomorrow).length),
    超期: String(open.filter(({ dueAt }) => dueAt <= now && endOf(dayOf(now)) > dueAt).length),
    先看: byLevel.length > 1 ? `请先看${byLevel[0]?.name ?? ''}` : '请抓紧办理',
  };
}
