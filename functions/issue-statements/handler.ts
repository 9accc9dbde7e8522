import type { Profile } from '../../domain/profile.ts';
import { addDays, dayOf, startOf } from '../../domain/shanghai-day.ts';
import { type Period, previousPeriod } from '../../domain/statement-period.ts';
import type { StatementRun } from '../../domain/statement-run.ts';
import { openRun } from '../shared/statement-runs.ts';
import type { Tasks } from '../shared/tasks.ts';
import { count, log } from '../shared/telemetry.ts';
import { type WalkPorts, walk } from './walk.ts';

export type IssueStatementsPorts = WalkPorts & { runs: WalkPorts['runs'] & Pick<Tasks<StatementRun>, 'openAt'> };

/** What one firing did, for the log and for whoever starts it by hand. */
export interface IssuedNow {
  households: number;
  fresh: number;
  failed: number;
  /** Runs that are not through yet: the next firing goes on. */
  open: number;
}

/** Leaves two of Lambda's fifteen minutes for the step under way. */
const MOST_TIME = 13 * 60_000;
/** What comes after a period's end is made up for on each of the days of a week. */
const DAYS_TO_ISSUE = 7;
/** When the day begins for statements: the departments' machines have stored theirs. */
const FROM_HOUR = 3_600_000;

/**
 * Every few minutes: begins the run of a period that has ended, once on each day of the week after it, and goes on with
 * every run that is open until time is up. `period` begins one whatever the calendar says.
 */
export const issueStatements =
  (ports: IssueStatementsPorts) =>
  async (order: { period?: Period } = {}): Promise<IssuedNow> => {
    const now = ports.clock.now();
    const { profile } = ports.province;
    const period = order.period ?? duePeriod(profile, now);
    const again = order.period !== undefined;
    const begun = period && (await openRun(ports, { division: profile.division, period, again }));
    const listed = (await ports.runs.openAt('statements')).items;
    // The list may lag a moment behind what was begun just now.
    const open = new Set([...listed.map(({ id }) => id), ...(begun?.open ? [begun.id] : [])]);
    const done: IssuedNow = { households: 0, fresh: 0, failed: 0, open: 0 };
    for (const id of open) {
      const before = await ports.runs.get(id);
      const run = await walk(ports, id, now + MOST_TIME);
      if (before && run) add(done, before, run);
      if (!run || run.open) done.open += 1;
      if (ports.clock.now() >= now + MOST_TIME) break;
    }
    return told(done);
  };

function duePeriod({ statement }: Profile, now: number): Period | undefined {
  const today = dayOf(now);
  if (now < startOf(today) + FROM_HOUR) return undefined;
  const { from, to } = previousPeriod(statement.period, today);
  return today <= addDays(to, DAYS_TO_ISSUE) ? { from, to } : undefined;
}

function add(done: IssuedNow, before: StatementRun, after: StatementRun): void {
  for (const figure of ['households', 'fresh', 'failed'] as const) done[figure] += after[figure] - before[figure];
}

function told(done: IssuedNow): IssuedNow {
  count('StatementsIssued', done.fresh);
  count('StatementsFailed', done.failed);
  if (done.open > 0) log.info('Statements are left to issue; the next run goes on', { open: done.open });
  return done;
}
