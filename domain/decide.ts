import { dueAfter } from './calendar.ts';
import { nextStepAt, planSteps, replan } from './escalation.ts';
import type { Notice } from './notice.ts';
import { type NoticeIds, noticesOf } from './notice-plan.ts';
import { officeFor } from './office.ts';
import type { Level } from './profile.ts';
import type { Province } from './province.ts';
import { mayOpen } from './repeat.ts';
import type { Assessment, Member } from './scoring/assessment.ts';
import { score } from './scoring/score.ts';
import { standingOf } from './scoring/standing.ts';
import { raisedCounts } from './statistics.ts';
import { type History, isOpen, type Warning, warningId } from './warning.ts';

/** Whom a decision is about: a household, a person without one, or a lead. */
export interface Subject {
  id: string;
  /** 9 digits, from `route`. */
  township: string;
  headName?: string;
}

/** Everything a decision depends on; nothing else is read. */
export interface Situation {
  subject: Subject;
  members: readonly Member[];
  /** The newest cycle, open or closed. */
  latest: Warning | undefined;
  /** An open warning of a member's own, to be absorbed by the household's. */
  personal?: Warning | undefined;
  province: Province;
  /** Epoch ms. */
  now: number;
  ids: NoticeIds & {
    /** `Wyymm-` and eight digits from the id's hash; another attempt gives another number. */
    number(warning: string, now: number): string;
  };
}

export type Change = History['change'];
export type Decision =
  | { kind: 'unchanged' }
  | {
      kind: 'commit';
      change: Change;
      warning: Warning;
      expected: number | undefined;
      detail?: string;
      notices: readonly Notice[];
      /** What statistics count it as, e.g. `raised#blue`. */
      counts: Readonly<Record<string, number>>;
      absorbs?: Warning;
    };

const unchanged: Decision = { kind: 'unchanged' };

/**
 * The one decision of the hub: the online path, the monthly match, reconciling and the simulation of a rule change all call
 * it. Pure: no AWS, no clock, no I/O. It opens verification tasks; it never grants or refuses aid.
 */
export function decide(situation: Situation): Decision {
  const { members, latest, province, now } = situation;
  const assessment = score(members, province.profile, now);
  if (latest && isOpen(latest)) return goOn(situation, latest, assessment);
  if (!mayOpen(assessment, latest, province.profile, now)) return unchanged;
  const level = levelOf(situation, assessment.level);
  return level ? open(situation, assessment, level) : unchanged;
}

const levelOf = ({ province }: Situation, key: string | undefined) =>
  province.profile.levels.list.find((level) => level.key === key);

const rankOf = ({ province }: Situation, key: string) =>
  province.profile.levels.list.findIndex((level) => level.key === key);

function open(situation: Situation, assessment: Assessment, level: Level): Decision {
  const { subject, latest, personal, members, province, now, ids } = situation;
  const cycle = (latest?.cycle ?? 0) + 1;
  const id = warningId(subject.id, cycle);
  const deadlines = deadlinesFrom(now, level, situation);
  const warning: Warning = {
    id,
    subject: subject.id,
    cycle,
    number: ids.number(id, now),
    version: 1,
    status: 'raised',
    paused: false,
    referred: false,
    peakLevel: level.key,
    profileVersion: province.version,
    householdSize: members.filter(({ signals }) => standingOf(signals, now).alive).length,
    raisedAt: now,
    changedAt: now,
    ...current(assessment),
    ...deadlines,
    ...planned(deadlines.visitDue.at, subject.township, [], situation),
    ...(subject.headName && { headName: subject.headName }),
  };
  return commit(situation, 'raised', warning, undefined, {
    counts: raisedCounts(level.key, warning.factors),
    ...(personal && { absorbs: personal }),
  });
}

/** What the facts say now; it stands beside the peak, which only rises. */
function current({ score: points, level, factors, rescoreAt }: Assessment) {
  return { score: points, level, factors: [...factors], rescoreAt };
}

function deadlinesFrom(at: number, level: Level, { province }: Situation) {
  const due = (limit: Level['visit']) => {
    const counted = dueAfter(at, limit, province.calendar);
    return { ...counted, ...(counted.provisional && { from: at }) };
  };
  const visitDue = due(level.visit);
  return { visitDue, feedbackDue: due(level.feedback), dueAt: visitDue.at };
}

/** A provisional deadline, counted anew now that the calendar has its year; undefined where nothing is to be put right. */
function settledDeadlines(latest: Warning, situation: Situation): Partial<Warning> | undefined {
  const level = levelOf(situation, latest.peakLevel);
  const [visit, feedback] = [latest.visitDue, latest.feedbackDue].map(({ provisional, from }) =>
    level && provisional && from !== undefined ? deadlinesFrom(from, level, situation) : undefined,
  );
  const visitDue = visit && !visit.visitDue.provisional ? visit.visitDue : latest.visitDue;
  const feedbackDue = feedback && !feedback.feedbackDue.provisional ? feedback.feedbackDue : latest.feedbackDue;
  if (visitDue === latest.visitDue && feedbackDue === latest.feedbackDue) return undefined;
  const dueAt = latest.status === 'visited' ? feedbackDue.at : visitDue.at;
  return { visitDue, feedbackDue, dueAt, ...planned(dueAt, latest.township, latest.steps, situation) };
}

function planned(dueAt: number, township: string, before: Warning['steps'], { province }: Situation) {
  const steps = replan(before, planSteps(dueAt, township, province.profile, province.offices, province.calendar));
  return {
    township,
    office: officeFor(province.offices, 'township', township)?.id,
    steps,
    nextStepAt: nextStepAt(steps),
  };
}

function goOn(situation: Situation, latest: Warning, assessment: Assessment): Decision {
  const { subject, province, now } = situation;
  const ended = withdrawal(situation, latest, assessment);
  if (ended) {
    const warning = { ...next(latest, situation), ...current(assessment), status: 'withdrawn' as const, closedAt: now };
    return commit(situation, 'withdrawn', warning, latest, { detail: ended, counts: { withdrawn: 1 } });
  }
  const level = levelOf(situation, assessment.level);
  if (level && rankOf(situation, level.key) > rankOf(situation, latest.peakLevel))
    return raise(situation, latest, assessment, level);
  const moved = subject.township !== latest.township;
  const absorbs = situation.personal;
  const settled = settledDeadlines(latest, situation);
  if (!moved && !absorbs && !settled && same(latest, assessment)) return unchanged;
  const warning = {
    ...next(latest, situation),
    ...current(assessment),
    profileVersion: province.version,
    ...settled,
    ...(moved && planned(settled?.dueAt ?? latest.dueAt, subject.township, latest.steps, situation)),
  };
  return commit(situation, settled ? 'corrected' : 'rescored', warning, latest, {
    counts: { rescored: 1 },
    ...(settled && { detail: '日历已补齐,暂定期限已重算' }),
    ...(moved && { detail: '住址变动,改由现居住地乡镇办理' }),
    ...(absorbs && { absorbs }),
  });
}

/** A higher level takes the earlier of the old deadline and one counted from now, and is told once. */
function raise(situation: Situation, latest: Warning, assessment: Assessment, level: Level): Decision {
  const fresh = deadlinesFrom(situation.now, level, situation);
  const visitDue = fresh.visitDue.at < latest.visitDue.at ? fresh.visitDue : latest.visitDue;
  const feedbackDue = fresh.feedbackDue.at < latest.feedbackDue.at ? fresh.feedbackDue : latest.feedbackDue;
  const dueAt = latest.status === 'visited' ? feedbackDue.at : visitDue.at;
  const warning = {
    ...next(latest, situation),
    ...current(assessment),
    peakLevel: level.key,
    profileVersion: situation.province.version,
    visitDue,
    feedbackDue,
    dueAt,
    ...planned(dueAt, situation.subject.township, latest.steps, situation),
  };
  return commit(situation, 'level-raised', warning, latest, {
    counts: { [`level-raised#${level.key}`]: 1 },
    ...(situation.personal && { absorbs: situation.personal }),
  });
}

const next = (latest: Warning, { now, subject, members }: Situation): Warning => ({
  ...latest,
  version: latest.version + 1,
  changedAt: now,
  householdSize: members.filter(({ signals }) => standingOf(signals, now).alive).length,
  ...(subject.headName && { headName: subject.headName }),
});

/**
 * A retraction or a death takes the reason away, and with it the visit; that is said, and undone by the next retraction.
 * What merely ran out or was eased by a refund was real: the visit is still owed.
 */
function withdrawal({ members, now }: Situation, latest: Warning, assessment: Assessment): string | undefined {
  if (latest.status === 'visited') return undefined;
  const standings = members.map((member) => ({ ...member, standing: standingOf(member.signals, now) }));
  if (members.length > 0 && standings.every(({ standing }) => !standing.alive)) return '本人已去世';
  if (assessment.level !== undefined) return undefined;
  const dead = new Set(standings.filter(({ standing }) => !standing.alive).map(({ person }) => person));
  const reasons = latest.factors.filter(({ opens, beside }) => opens && !beside);
  if (reasons.some(({ person }) => dead.has(person))) return '预警原因所在的家庭成员已去世';
  const retracted = new Set(
    members.flatMap(({ signals }) => signals.filter((each) => each.retracted).map(({ eventKey }) => eventKey)),
  );
  return reasons.some(({ events }) => events.some((key) => retracted.has(key))) ? '报送部门撤回了预警原因' : undefined;
}

/** Nothing that anybody would see or be reminded of has changed. */
function same(latest: Warning, assessment: Assessment): boolean {
  const plain = ({ indicator, person, points, on, text, beside, expiresAt, events }: Warning['factors'][number]) =>
    [indicator, person, points, on, text, beside ?? false, expiresAt ?? 0, ...events].join('|');
  return (
    latest.score === assessment.score &&
    latest.level === assessment.level &&
    latest.rescoreAt === assessment.rescoreAt &&
    latest.factors.map(plain).join('\n') === assessment.factors.map(plain).join('\n')
  );
}

function commit(
  situation: Situation,
  change: Change,
  warning: Warning,
  before: Warning | undefined,
  rest: { counts: Record<string, number>; detail?: string; absorbs?: Warning },
): Decision {
  const moved = before !== undefined && before.township !== warning.township;
  const notices = noticesOf({ change, warning, moved }, situation.province, situation.ids, situation.now);
  const counts = rest.absorbs ? { ...rest.counts, merged: 1 } : rest.counts;
  return { kind: 'commit', change, warning, expected: before?.version, notices, ...rest, counts };
}
