import { isWorkday } from '../../domain/calendar.ts';
import { countedBy, digestValues } from '../../domain/digest.ts';
import type { Notice } from '../../domain/notice.ts';
import { contactOn, type Office } from '../../domain/office.ts';
import { isDigestTime } from '../../domain/quiet-hours.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { NoticeKey, Notices } from '../shared/notices.ts';
import type { OpenWarning } from '../shared/warnings.ts';

export interface DigestPorts extends Pick<ReassessPorts, 'hasher' | 'clock' | 'province' | 'smsAvailable'> {
  notices: Pick<Notices, 'put' | 'get' | 'waiting' | 'release' | 'settle'>;
}

/** One message an office and working morning: what is open, what is due tomorrow, what is late. Returns how many went out. */
export async function sendDigests(ports: DigestPorts, open: readonly OpenWarning[]): Promise<number> {
  const now = ports.clock.now();
  const { profile, calendar, offices } = ports.province;
  if (!isWorkday(dayOf(now), calendar).workday || !isDigestTime(now, profile.notices.digestAt)) return 0;
  const counted = countedBy(open, ports.province);
  const byId = new Map(open.map((row) => [row.id, row]));
  const sent = await inParallel(8, offices, (office) => sendDigest(ports, office, counted.get(office.id) ?? [], byId));
  return sent.filter(Boolean).length;
}

async function sendDigest(
  ports: DigestPorts,
  office: Office,
  open: readonly OpenWarning[],
  byId: ReadonlyMap<string, OpenWarning>,
): Promise<boolean> {
  const { notices, clock, province } = ports;
  const now = clock.now();
  const waiting = await notices.waiting(`digest#${office.id}`);
  const told = (await inParallel(8, waiting, (key) => notices.get(key))).filter((notice) => notice !== undefined);
  const others = told.filter(({ warning, status }) => warning === undefined && status === 'queued').length;
  const values = digestValues(open, office, others, province, now);
  const today = values && (await todays(ports, office, open[0]?.township, values));
  // What has come since this morning's digest went out is in the next one.
  const taken = told.filter(({ createdAt }) => createdAt <= (today?.digest.createdAt ?? now));
  for (const notice of taken) await settle(notices, notice, overtakenBy(notice, byId), today?.digest, now);
  if (taken.length > 0) await notices.release(`digest#${office.id}`, taken.map(keyOf));
  return today?.fresh ?? false;
}

/** The digest of the day: the one that went out already, else this one, stored. */
async function todays(
  ports: DigestPorts,
  office: Office,
  township: string | undefined,
  values: Record<string, string>,
): Promise<{ digest: Notice; fresh: boolean }> {
  const ids = idsFor(ports);
  const now = ports.clock.now();
  const subject = `o-${office.id}`;
  const id = ids.notice(subject, 'digest', dayOf(now));
  const before = await ports.notices.get({ subject, id });
  if (before) return { digest: before, fresh: false };
  const digest: Notice = {
    subject,
    id,
    kind: 'digest',
    channel: ids.smsAvailable && contactOn(office, dayOf(now)) ? 'sms' : 'call-back',
    audience: { to: 'office', office: office.id, role: office.role },
    cause: `digest#${dayOf(now)}`,
    township: township ?? office.division.padEnd(9, '0'),
    reason: '工作日早报',
    values,
    status: 'queued',
    createdAt: now,
  };
  await ports.notices.put([digest]);
  return { digest, fresh: true };
}

const keyOf = ({ subject, id }: NoticeKey): NoticeKey => ({ subject, id });

const settle = (
  notices: DigestPorts['notices'],
  notice: Notice,
  overtaken: string | undefined,
  digest: Notice | undefined,
  at: number,
) =>
  notices.settle(
    notice,
    ['queued'],
    overtaken === undefined
      ? { status: 'sent', at, detail: '已并入当天早报', ...(digest && { into: keyOf(digest) }) }
      : { status: 'cancelled', at, detail: overtaken },
  );

/** The list of open warnings was read a moment ago: what is not in it any more needs nobody's morning. */
function overtakenBy({ warning, kind, about }: Notice, byId: ReadonlyMap<string, OpenWarning>): string | undefined {
  if (warning === undefined) return undefined;
  const row = byId.get(warning);
  if (!row) return '预警已办结或撤销';
  const visited = row.status === 'visited' && kind === 'due-soon' && about?.deadline === 'visit';
  return visited ? '已经入户,不用再提醒' : undefined;
}
