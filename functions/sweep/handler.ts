import type { Notice } from '../../domain/notice.ts';
import { wakened } from '../../domain/pausing.ts';
import { isDigestTime } from '../../domain/quiet-hours.ts';
import { recounted } from '../../domain/recounting.ts';
import { dayOf } from '../../domain/shanghai-day.ts';
import { takeSteps } from '../../domain/take-steps.ts';
import { isOpen, parseWarningId, type Warning } from '../../domain/warning.ts';
import { historyOf, idsFor, type ReassessPorts, reassess } from '../shared/assessing/reassess.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { countiesOf } from '../shared/townships.ts';
import type { OpenWarning, Warnings } from '../shared/warnings.ts';
import { type DigestPorts, sendDigests } from './digest.ts';
import { type ReleasePorts, releaseHeld } from './release.ts';
import { sendRipe, type TogetherPorts } from './together.ts';
import { sendUrgings, URGINGS, type UrgingPorts } from './urgings.ts';

export type SweepPorts = ReassessPorts &
  DigestPorts &
  ReleasePorts &
  TogetherPorts &
  UrgingPorts & { warnings: Pick<Warnings, 'openAround' | 'get' | 'latest' | 'commit'> };

/** What one run did, for the log and for whoever starts it by hand. */
export interface Swept {
  open: number;
  rescored: number;
  stepped: number;
  urgings: number;
  digests: number;
  released: number;
  together: number;
}

/** Counties read at once: Gansu's 1,403 townships, and the levels above them, lie in 103. */
const COUNTIES_AT_ONCE = 25;

/** Every ten minutes: factors that ran out, ladder steps that came due, the morning's digest, what was held overnight. */
export const sweep = (ports: SweepPorts) => async (): Promise<Swept> => {
  const open = (
    await inParallel(COUNTIES_AT_ONCE, countiesOf(ports.province), (county) => ports.warnings.openAround(county))
  ).flat();
  const now = ports.clock.now();
  const expired = open.filter(({ rescoreAt = Number.POSITIVE_INFINITY }) => rescoreAt <= now);
  const stale = [...expired, ...(await recountable(ports, open))];
  await inParallel(8, [...new Set(stale.map(({ subject }) => subject))], (subject) => reassess(ports, subject));
  const due = open.filter(({ nextStepAt }) => nextStepAt !== undefined && nextStepAt <= now);
  const stepped = await inParallel(8, due, (row) => step(ports, row));
  return {
    open: open.length,
    rescored: stale.length,
    stepped: stepped.filter(Boolean).length,
    urgings: await sendUrgings(ports),
    digests: await sendDigests(ports, open),
    released: await releaseHeld(ports),
    together: await sendRipe(ports),
  };
};

/**
 * Once a morning, what was decided by other rules than today's is looked at: the calendar may have been corrected since, or
 * got the year that it lacked. Where it moves no deadline nothing is written, and it is looked at again until it closes.
 */
async function recountable(ports: SweepPorts, open: readonly OpenWarning[]): Promise<OpenWarning[]> {
  const { version, profile, calendar } = ports.province;
  const { digestAt } = profile.notices;
  const now = ports.clock.now();
  if (!isDigestTime(now, digestAt) || isDigestTime(now - SWEEP_EVERY, digestAt)) return [];
  const others = open.filter(({ profileVersion }) => profileVersion !== version);
  const moved = await inParallel(8, others, async (row) => {
    const warning = await warningOf(ports, row);
    return warning && isOpen(warning) && recounted(warning, calendar, now) ? [row] : [];
  });
  return moved.flat();
}

async function warningOf({ warnings }: SweepPorts, { id }: OpenWarning): Promise<Warning | undefined> {
  const key = parseWarningId(id);
  return key && warnings.get(key.subject, key.cycle);
}

const SWEEP_EVERY = 600_000;

/** The row is read again: the index may lag, and nobody is urged about what was done a minute ago. */
async function step(ports: SweepPorts, row: OpenWarning): Promise<boolean> {
  const warning = await warningOf(ports, row);
  const now = ports.clock.now();
  const awake = warning && wakened(warning, ports.province, now);
  if (warning && awake) {
    const history = historyOf(awake, 'resumed', now, '暂停期满,接着计时');
    const commit = { warning: awake, expected: warning.version, history, notices: [], counts: {}, day: dayOf(now) };
    return (await ports.warnings.commit(commit)) === 'committed';
  }
  const taken = warning && takeSteps(warning, ports.province, idsFor(ports), now);
  if (!warning || !taken) return false;
  // Pointed at first: one that points at nothing is harmless, and what nothing points at is lost.
  await ports.notices.wait(
    URGINGS,
    taken.notices.filter(({ status }) => status === 'held').map(({ subject, id }) => ({ subject, id })),
  );
  const result = await ports.warnings.commit({
    warning: taken.warning,
    expected: warning.version,
    history: historyOf(taken.warning, 'step', now, taken.detail),
    notices: taken.notices,
    counts: taken.counts,
    day: dayOf(now),
  });
  if (result === 'committed') await reportHoles(ports, taken.holes);
  // On a conflict the next run, ten minutes later, sees what happened and decides anew.
  return result === 'committed';
}

/** Asked for first: most of them were told this month. */
async function reportHoles({ notices }: SweepPorts, holes: readonly Notice[]): Promise<void> {
  for (const hole of holes) if ((await notices.get(hole)) === undefined) await notices.put([hole]);
}
