import { overtaken } from '../../domain/overtaken.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import { waitsFor } from '../../domain/sending-time.ts';
import { jointNotice, type Waiting } from '../../domain/urge-round.ts';
import { parseWarningId, type Warning } from '../../domain/warning.ts';
import { idsFor, type ReassessPorts } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { NoticeKey, Notices } from '../shared/notices.ts';
import { type SendOnPorts, sendOn } from '../shared/send-on.ts';
import type { Warnings } from '../shared/warnings.ts';

export type UrgingPorts = SendOnPorts &
  Pick<ReassessPorts, 'hasher' | 'smsAvailable'> & {
    notices: Pick<Notices, 'put' | 'get' | 'waiting' | 'release' | 'settle' | 'wait'>;
    warnings: Pick<Warnings, 'get'>;
  };

/** Reminders of the ladder that go out singly wait here for the end of the round, of the night, or of the free days. */
export const URGINGS = 'urgings';

/**
 * The round's urgings: one message for each office and kind, however many warnings it is about. Each is held against its
 * warning as it stands now. A joint message is stored before its parts are settled: cut short in between, the next round may
 * say a part again, and loses none. Returns how many messages went out.
 */
export async function sendUrgings(ports: UrgingPorts): Promise<number> {
  const { notices, clock, province, access } = ports;
  if (isQuiet(clock.now(), province.profile.notices.quietHours)) return 0;
  const keys = await notices.waiting(URGINGS);
  if (keys.length === 0 || (await access.held())) return 0;
  const still = await stillDue(ports, keys);
  const due = still.filter(({ notice }) => waitsFor(notice, clock.now(), province) === undefined);
  const rounds = [...Map.groupBy(due, roundOf).values()];
  await inParallel(8, rounds, (round) => sendRound(ports, round));
  const waiting = new Set(still.filter((each) => !due.includes(each)).map(({ notice: { id } }) => id));
  await notices.release(
    URGINGS,
    keys.filter(({ id }) => !waiting.has(id)),
  );
  return rounds.length;
}

const roundOf = ({ notice: { kind, audience } }: Waiting) =>
  audience.to === 'office' ? `${audience.office}#${kind}` : '';

/** What was overtaken is settled here; a pointer whose notice never came, or went out before, is passed over. */
async function stillDue(ports: UrgingPorts, keys: readonly NoticeKey[]): Promise<Waiting[]> {
  const held = (await inParallel(8, keys, (key) => ports.notices.get(key))).flatMap((notice) =>
    notice?.status === 'held' && notice.warning !== undefined ? [{ notice, id: notice.warning }] : [],
  );
  const byWarning = [...Map.groupBy(held, ({ id }) => id)];
  const read = await inParallel(8, byWarning, async ([id, group]) => {
    const warning = await warningOf(ports, id);
    const due: Waiting[] = [];
    for (const { notice } of group) {
      const why = overtaken(notice, warning, ports.province.offices, ports.clock.now());
      if (why !== undefined) await settled(ports, notice, 'cancelled', why);
      else if (warning) due.push({ notice, warning });
    }
    return due;
  });
  return read.flat();
}

async function warningOf({ warnings }: UrgingPorts, id: string): Promise<Warning | undefined> {
  const key = parseWarningId(id);
  return key && (await warnings.get(key.subject, key.cycle));
}

async function sendRound(ports: UrgingPorts, round: readonly Waiting[]): Promise<void> {
  const [first, ...more] = round;
  if (!first) return;
  const { audience } = first.notice;
  const office = ports.province.offices.find(({ id }) => audience.to === 'office' && id === audience.office);
  const joint =
    more.length > 0 && office && jointNotice(office, round, ports.province, idsFor(ports), ports.clock.now());
  if (joint) {
    await ports.notices.put([joint]);
    const detail = `已并入同一轮的一条通知(共${round.length}户)`;
    await inParallel(8, round, ({ notice }) => settled(ports, notice, 'sent', detail, joint));
    return;
  }
  for (const { notice } of round) {
    await ports.notices.settle(notice, ['held'], { status: 'queued', at: ports.clock.now() });
    await sendOn(ports, [{ ...notice, status: 'queued' }]);
  }
}

const settled = (
  { notices, clock }: UrgingPorts,
  notice: Waiting['notice'],
  status: 'sent' | 'cancelled',
  detail: string,
  into?: NoticeKey,
) =>
  notices.settle(notice, ['held'], {
    status,
    at: clock.now(),
    detail,
    ...(into && { into: { subject: into.subject, id: into.id } }),
  });
