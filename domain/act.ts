import type { Situation } from './decide.ts';
import { extended } from './extending.ts';
import { handedOver, handOverNotices } from './hand-over.ts';
import type { Notice } from './notice.ts';
import { noticesOf } from './notice-plan.ts';
import { paused, resumed } from './pausing.ts';
import { withPlan } from './plan.ts';
import type { Province } from './province.ts';
import { reopened } from './reopening.ts';
import { chineseDateTime } from './shanghai-day.ts';
import { type Concluded, type Found, outcomeCounts, resolved, visitCounts, visited } from './visiting.ts';
import { type History, routedTo, type Warning } from './warning.ts';
import { type Act, openActs, outcomeNames } from './warning-acts.ts';

/** An act with what it says. Instants are epoch ms. */
interface Said {
  accept: object;
  visit: { visit: Found };
  resolve: { conclusion: Concluded };
  finish: { visit: Found; conclusion: Concluded };
  reassign: { to: { township: string; office?: string | undefined }; reason: string };
  extend: { workdays: number; reason: string; approver: string };
  pause: { until: number; reason: string };
  resume: object;
  refer: { to: string; matter: string };
  reopen: { reason: string };
}
export type Doing = { [A in Act]: { act: A } & Said[A] }[Act];

/** Who does it, when (epoch ms), and under which rules. */
export interface Doer {
  by: string;
  now: number;
  province: Province;
  ids: Situation['ids'];
}

export interface Done {
  /** The warning as it then stands, or the cycle that reopening opened. */
  warning: Warning;
  change: History['change'];
  /** What statistics count it as. */
  counts: Readonly<Record<string, number>>;
  detail?: string;
  notices?: readonly Notice[];
}
type Doings = { [A in Act]: (next: Warning, said: Said[A], doer: Doer, before: Warning) => Done | undefined };

/** Each takes the warning under its next version, and as it was. Undefined: not with today's rules. */
const doings: Doings = {
  accept: (next) => ({
    warning: { ...next, status: 'accepted' },
    change: 'accepted',
    counts: { [`accepted#${next.peakLevel}`]: 1 },
  }),
  visit: (next, { visit }, { by, now, province }, before) => ({
    warning: withPlan(visited(next, visit, by, now), province),
    change: 'visited',
    counts: visitCounts(before, visit),
  }),
  resolve: (next, { conclusion }, { by, now }) => ({
    warning: resolved(next, conclusion, by, now),
    change: 'resolved',
    counts: outcomeCounts(next, conclusion),
    detail: outcomeNames[conclusion.outcome],
  }),
  finish: (next, { visit, conclusion }, { by, now }, before) => ({
    warning: resolved(visited(next, visit, by, now), conclusion, by, now),
    change: 'resolved',
    counts: { ...visitCounts(before, visit), ...outcomeCounts(next, conclusion) },
    detail: outcomeNames[conclusion.outcome],
  }),
  reassign(next, { to, reason }, { now, province, ids }, before) {
    const { assigned: _before, ...own } = next;
    const routed = routedTo(before);
    const home = to.township === routed && to.office === undefined;
    const given = home ? own : { ...own, assigned: { routed, ...(to.office !== undefined && { office: to.office }) } };
    const { warning, detail } = handedOver({ ...given, version: before.version }, to, '转派', province, now);
    const after = { ...warning, version: next.version };
    return {
      warning: after,
      change: 'reassigned',
      counts: { [`reassigned#${next.peakLevel}`]: 1 },
      detail: `${detail}。原因:${reason}`,
      notices: handOverNotices(before, after, { by: 'sms', reason: '转派' }, province, ids, now),
    };
  },
  extend: (next, said, { now, province }) => ({
    warning: extended(next, said, province, now),
    change: 'extended',
    counts: { [`extended#${next.peakLevel}`]: 1 },
    detail: `延长${said.workdays}个工作日,${said.approver}批准。原因:${said.reason}`,
  }),
  pause: (next, said, { by, now, province }) => ({
    warning: paused(next, said, by, province, now),
    change: 'paused',
    counts: { [`paused#${next.peakLevel}`]: 1 },
    detail: `暂停到${chineseDateTime(said.until)}。原因:${said.reason}`,
  }),
  resume: (next, _, { now, province }) => ({
    warning: resumed(next, province, now),
    change: 'resumed',
    counts: {},
  }),
  refer: (next, { to, matter }) => ({
    warning: { ...next, referred: true },
    change: 'referred',
    counts: { [`referred#${next.peakLevel}`]: 1 },
    detail: `转${to}:${matter}`,
  }),
  reopen(_, { reason }, { now, province, ids }, before) {
    const warning = reopened(before, province, ids, now);
    return (
      warning && {
        warning,
        change: 'reopened',
        counts: { [`reopened#${before.peakLevel}`]: 1 },
        detail: `重新办理 ${before.number}。原因:${reason}`,
        notices: noticesOf({ change: 'reopened', warning }, province, ids, now),
      }
    );
  },
};

type Acted = ({ ok: true } & Done) | { ok: false; open: Act[] };

/** What an act makes of a warning, or the acts that are open instead. */
export function act(warning: Warning, doing: Doing, doer: Doer): Acted {
  const open = openActs(warning);
  const next: Warning = { ...warning, version: warning.version + 1, changedAt: doer.now };
  const done = open.includes(doing.act) ? perform(next, doing, doer, warning) : undefined;
  return done ? { ok: true, ...done } : { ok: false, open };
}

function perform<A extends Act>(
  next: Warning,
  doing: { act: A } & Said[A],
  doer: Doer,
  before: Warning,
): Done | undefined {
  return doings[doing.act](next, doing, doer, before);
}
