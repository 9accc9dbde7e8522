import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { dayOf, startOf } from '../../domain/shanghai-day.ts';
import type { Visit, Warning } from '../../domain/warning.ts';
import { type Act, act, type Doing, isHarmless, openActs } from '../../domain/warning-acts.ts';
import { historyOf } from '../shared/assessing/reassess.ts';
import type { HttpRequest } from '../shared/http.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ApiPorts } from './ports.ts';

type ActingPorts = Pick<ApiPorts, 'warnings' | 'clock'>;

/** Commits that lose against the hub's own re-scoring are tried again; more than this is no accident. */
const MOST_ATTEMPTS = 5;

/** The version an act is made on: `If-Match`, or the body's. Throws 428 where neither is there, 400 for a wrong form. */
export function versionOf({ headers }: Pick<HttpRequest, 'headers'>, inBody: number | undefined): number {
  const header = headers['if-match'];
  if (header === undefined) {
    if (inBody !== undefined) return inBody;
    throw new HttpProblem(428, '要写明看到的是哪个版本:If-Match 头,或正文里的 version');
  }
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim()) ?? [];
  if (digits === undefined) throw new HttpProblem(400, 'If-Match 要写预警的版本号,例如 "3"');
  return Number(digits);
}

/** What tells a repeated request from a new one: the client's key, and a digest of what it says. */
export function requestMark({ headers }: Pick<HttpRequest, 'headers'>, content: unknown): Visit['request'] {
  const key = headers['idempotency-key']?.trim();
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw new HttpProblem(400, 'Idempotency-Key 要写1到100个可见字符');
  const digest = createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 22);
  return { key, digest };
}

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

export const etagOf = ({ version }: Pick<Warning, 'version'>) => `"${version}"`;
