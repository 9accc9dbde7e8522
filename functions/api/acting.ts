import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import type { Warning } from '../../domain/warning.ts';
import { type Act, act, type Doing, isHarmless, openActs } from '../../domain/warning-acts.ts';
import { historyOf } from '../shared/assessing/reassess.ts';
import { HttpProblem } from '../shared/problem.ts';
import { etagOf } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ApiPorts } from './ports.ts';

type ActingPorts = Pick<ApiPorts, 'warnings' | 'clock'>;

/** Commits that lose against the hub's own re-scoring are tried again; more than this is no accident. */
const MOST_ATTEMPTS = 5;

/**
 * Does one act on a warning and commits it with its history and counters. Returns the warning as it then stands; the same
 * request again changes nothing. Throws 409 where the state does not allow it, or where more happened than the act bears.
 */
export async function perform(
  ports: ActingPorts,
  staff: Staff,
  { subject, cycle }: Warning,
  seen: number,
  doing: Doing,
): Promise<Warning> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const warning = await ports.warnings.get(subject, cycle);
    if (!warning) break;
    if (repeats(warning, doing)) return warning;
    await mustBeTimely(ports, warning, seen, doing.act);
    const now = ports.clock.now();
    mustBePlausible(warning, doing, now);
    const acted = act(warning, doing, staff.sub, now);
    if (!acted.ok) throw refused(warning, '这条预警现在的状态不能这样操作');
    const committed = await ports.warnings.commit({
      warning: acted.warning,
      expected: warning.version,
      history: historyOf(acted.warning, acted.change, now, acted.detail, staff.sub),
      notices: [],
      counts: acted.counts,
      day: dayOf(now),
    });
    if (committed === 'committed') return acted.warning;
  }
  throw new HttpProblem(409, '这条预警正在变动,请刷新后再试');
}

/** The same key with other content is another request by mistake: nothing is taken of it. */
function repeats({ visits = [], ...warning }: Warning, doing: Doing): boolean {
  if (!('visit' in doing) || !doing.visit.request) return false;
  const { key, digest } = doing.visit.request;
  const earlier = visits.find(({ request }) => request?.key === key);
  if (!earlier) return false;
  if (earlier.request?.digest === digest) return true;
  throw refused(warning, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
}

async function mustBeTimely({ warnings }: ActingPorts, warning: Warning, seen: number, doing: Act): Promise<void> {
  if (seen === warning.version) return;
  const history = await warnings.history(warning.subject, warning.cycle);
  const since = history.filter(({ version }) => version > seen && version <= warning.version);
  const whole = seen < warning.version && since.length === warning.version - seen;
  if (!whole || !isHarmless(doing, since)) throw refused(warning, '这条预警已有新的变化,请刷新后再操作');
}

/** A visit is a thing of the past, and of this warning: not of before the day it was raised. */
function mustBePlausible({ raisedAt }: Warning, doing: Doing, now: number): void {
  if (!('visit' in doing)) return;
  const { visitedAt } = doing.visit;
  const message =
    visitedAt > now
      ? '走访时间在将来,请核对'
      : visitedAt < startOf(dayOf(raisedAt))
        ? '走访时间早于预警当天,请核对'
        : undefined;
  if (message === undefined) return;
  throw new HttpProblem(422, { detail: '有内容填得不对', errors: [{ path: 'visitedAt', code: 'invalid', message }] });
}

const refused = (warning: Pick<Warning, 'status' | 'version'>, detail: string) =>
  new HttpProblem(409, {
    detail,
    members: { openActs: openActs(warning), version: warning.version },
    headers: { etag: etagOf(warning) },
  });
