import { act, type Doing } from '../../domain/act.ts';
import { missedNotice } from '../../domain/missed-visit.ts';
import type { Notice } from '../../domain/notice.ts';
import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import { isOpen, type Warning } from '../../domain/warning.ts';
import { type Act, isHarmless, type Openness, openActs } from '../../domain/warning-acts.ts';
import { historyOf, idsFor } from '../shared/assessing/reassess.ts';
import { HttpProblem } from '../shared/problem.ts';
import { headOf } from '../shared/staff-api/area.ts';
import { may, type Permission } from '../shared/staff-api/permissions.ts';
import { etagOf, type RequestMark } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import { mustBeLatest, refusedClosed } from './closed-warning.ts';
import type { ApiPorts } from './ports.ts';

type ActingPorts = Pick<ApiPorts, 'warnings' | 'people' | 'province' | 'clock'> & Parameters<typeof idsFor>[0];

/** Commits that lose against the hub's own re-scoring are tried again; more than this is no accident. */
const MOST_ATTEMPTS = 5;
/** Requests remembered beside the visits, which remember their own. */
const MOST_REQUESTS = 4;

/** What each act takes of whoever does it. */
export const permissionOf: Readonly<Record<Act, Permission>> = {
  accept: 'warnings.act',
  visit: 'warnings.act',
  resolve: 'warnings.act',
  finish: 'warnings.act',
  reassign: 'warnings.reassign',
  extend: 'warnings.extend',
  pause: 'warnings.pause',
  resume: 'warnings.pause',
  refer: 'warnings.act',
  reopen: 'warnings.reopen',
};

/** The acts that are open, as far as this role may do them. */
export const openTo = ({ role }: Pick<Staff, 'role'>, warning: Openness): Act[] =>
  openActs(warning).filter((each) => may(role, permissionOf[each]));

interface Asked {
  act: Act;
  /** The version that the caller saw. */
  seen: number;
  /** What is to be done, said of the warning as it stands; not asked where the request came before. Throws what is wrong with it. */
  tell: (warning: Warning) => Doing;
  /** The client's key, where it gave one. */
  mark: RequestMark | undefined;
}

/**
 * Does one act on a warning and commits it with its history, notices and counters. Returns the warning as it then stands (of
 * reopening, the new one); the same request again changes nothing. Throws 409 where the state does not allow it, or where
 * more happened than the act bears.
 */
export async function perform(
  ports: ActingPorts,
  staff: Staff,
  { subject, cycle }: Warning,
  { act: name, seen, tell, mark }: Asked,
): Promise<Warning> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const warning = await ports.warnings.get(subject, cycle);
    if (!warning) break;
    const newest = name === 'reopen' ? await ports.warnings.latest(subject) : warning;
    if (newest && repeats(staff, newest, mark)) return newest;
    if (name === 'reopen') mustBeLatest(warning, newest);
    else if (!isOpen(warning) && !openActs(warning).includes(name)) throw await refusedClosed(ports, staff, warning);
    await mustBeTimely(ports, staff, warning, seen, name);
    if (!openActs(warning).includes(name)) throw refused(staff, warning, '这条预警现在的状态不能这样操作');
    const now = ports.clock.now();
    const doing = tell(warning);
    mustBePlausible(warning, doing, now);
    const ids = idsFor(ports, attempt);
    const acted = act(warning, doing, { by: staff.sub, now, province: ports.province, ids });
    if (!acted.ok) throw refused(staff, warning, '现在的规则里没有这一级预警,不能这样操作');
    const after = 'visit' in doing ? acted.warning : marked(acted.warning, mark);
    const committed = await ports.warnings.commit({
      warning: after,
      ...(after.id === warning.id && { expected: warning.version }),
      history: historyOf(after, acted.change, now, acted.detail, staff.sub),
      notices: [...(acted.notices ?? []), ...(await toRecipient(ports, acted.warning, doing, ids))],
      counts: acted.counts,
      day: dayOf(now),
    });
    if (committed === 'committed') return after;
  }
  throw new HttpProblem(409, '这条预警正在变动,请刷新后再试');
}

/** What the household hears of it: that somebody was at the door in vain. Whoever closed the warning needs no call. */
async function toRecipient(
  ports: ActingPorts,
  warning: Warning,
  doing: Doing,
  ids: ReturnType<typeof idsFor>,
): Promise<Notice[]> {
  if (doing.act !== 'visit' || doing.visit.met !== 'nobody') return [];
  const head = await headOf(ports, warning.subject);
  return [missedNotice(warning, doing.visit, head, ports.province, ids, ports.clock.now()) ?? []].flat();
}

const marked = (warning: Warning, mark: RequestMark | undefined): Warning =>
  mark ? { ...warning, requests: [...(warning.requests ?? []), mark].slice(-MOST_REQUESTS) } : warning;

/** The same key with other content is another request by mistake: nothing is taken of it. */
function repeats(staff: Staff, warning: Warning, mark: RequestMark | undefined): boolean {
  if (!mark) return false;
  const visits = (warning.visits ?? []).flatMap(({ request }) => request ?? []);
  const earlier = [...visits, ...(warning.requests ?? [])].find(({ key }) => key === mark.key);
  if (!earlier) return false;
  if (earlier.digest === mark.digest) return true;
  throw refused(staff, warning, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
}

async function mustBeTimely(
  { warnings }: ActingPorts,
  staff: Staff,
  warning: Warning,
  seen: number,
  name: Act,
): Promise<void> {
  if (seen === warning.version) return;
  const history = await warnings.history(warning.subject, warning.cycle);
  const since = history.filter(({ version }) => version > seen && version <= warning.version);
  const whole = seen < warning.version && since.length === warning.version - seen;
  if (!whole || !isHarmless(name, since)) throw refused(staff, warning, '这条预警已有新的变化,请刷新后再操作');
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

const refused = (staff: Staff, warning: Openness & Pick<Warning, 'version'>, detail: string) =>
  new HttpProblem(409, {
    detail,
    members: { openActs: openTo(staff, warning), version: warning.version },
    headers: { etag: etagOf(warning) },
  });
