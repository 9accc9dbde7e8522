import { carriedOn, withAbsorbed } from './absorb.ts';
import { dueAfter, limitText } from './calendar.ts';
import { handedOver, handOverNotices } from './hand-over.ts';
import type { Notice } from './notice.ts';
import { type NoticeIds, noticesOf } from './notice-plan.ts';
import { resumed } from './pausing.ts';
import { inForce, withPlan } from './plan.ts';
import type { Level } from './profile.ts';
import type { Province } from './province.ts';
import { recounted } from './recounting.ts';
import { lastVerified, mayOpen } from './repeat.ts';
import type { Assessment, Member } from './scoring/assessment.ts';
import { score } from './scoring/score.ts';
import { standingOf } from './scoring/standing.ts';
import { raisedCounts } from './statistics.ts';
import { closed, type Deadline, type History, isOpen, routedTo, type Warning, warningId } from './warning.ts';

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
  /** An open warning of a member's own, of a lead that was joined, or of a household all have left: to be absorbed. */
  personal?: Warning | undefined;
  /** A lead's, verified before it was known whom it was about: what was seen then is no news. */
  verified?: Warning | undefined;
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
  const { members, latest, personal, verified, province, now } = situation;
  const assessment = score(members, province.profile, now);
  if (latest && isOpen(latest)) return goOn(situation, latest, assessment);
  // What is open already goes on: nobody is sent out anew by it.
  if (!personal && !mayOpen(assessment, lastVerified(latest, verified), province.profile, now)) return unchanged;
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
  const deadlines = deadlinesFrom(now, level, province);
  const begun = personal
    ? carriedOn(personal, deadlines, subject.township, province, now)
    : { ...NEW, steps: [], township: subject.township, raisedAt: now, peakLevel: level.key, ...deadlines };
  const warning: Warning = {
    ...begun,
    id,
    subject: subject.id,
    cycle,
    number: ids.number(id, now),
    version: 1,
    peakLevel: rankOf(situation, level.key) > rankOf(situation, begun.peakLevel) ? level.key : begun.peakLevel,
    profileVersion: province.version,
    householdSize: members.filter(({ signals }) => standingOf(signals, now).alive).length,
    changedAt: now,
    ...current(assessment),
    ...(subject.headName && { headName: subject.headName }),
  };
  return commit(situation, 'raised', withPlan(warning, province), undefined, {
    // What goes on was counted when it was raised.
    counts: personal ? {} : raisedCounts(level.key, warning.factors),
    ...(personal && { absorbs: personal, detail: `由 ${personal.number} 转来` }),
  });
}

const NEW = { status: 'raised', paused: false, referred: false } as const;

/** What the facts say now; it stands beside the peak, which only rises. */
function current({ score: points, level, factors, rescoreAt }: Assessment) {
  return { score: points, level, factors: [...factors], rescoreAt };
}

/** Both deadlines as the level has them, counted from `at` (epoch ms). */
export function deadlinesFrom(at: number, level: Level, { calendar }: Pick<Province, 'calendar'>) {
  const due = (limit: Level['visit']): Deadline => {
    const counted = dueAfter(at, limit, calendar);
    return { ...counted, from: at, limit: limitText(limit), ...(limit.unit === 'hours' && { unit: limit.unit }) };
  };
  const visitDue = due(level.visit);
  return { visitDue, feedbackDue: due(level.feedback), dueAt: visitDue.at };
}

function goOn(situation: Situation, latest: Warning, assessment: Assessment): Decision {
  const { subject, province, now } = situation;
  const ended = withdrawal(situation, latest, assessment);
  if (ended) {
    const warning = { ...closed(next(latest, situation), now), ...current(assessment), status: 'withdrawn' as const };
    return commit(situation, 'withdrawn', warning, latest, {
      detail: ended,
      counts: { [`withdrawn#${latest.peakLevel}`]: 1 },
    });
  }
  const level = levelOf(situation, assessment.level);
  if (level && rankOf(situation, level.key) > rankOf(situation, latest.peakLevel))
    return raise(situation, latest, assessment, level);
  const moved = subject.township !== routedTo(latest);
  const absorbs = situation.personal;
  const settled = recounted(latest, province.calendar, now);
  if (!moved && !absorbs && !settled && same(latest, assessment, situation)) return unchanged;
  const place = placed(latest, situation);
  const warning = {
    ...next(place.warning, situation),
    ...current(assessment),
    profileVersion: province.version,
    ...settled?.deadlines,
  };
  const details = [settled?.said, place.detail].filter((each) => each !== undefined);
  return commit(
    situation,
    settled ? 'corrected' : place.detail ? 'handed-over' : 'rescored',
    withAbsorbed(moved || settled ? withPlan(warning, province) : warning, absorbs, province),
    latest,
    {
      counts: { [`${place.detail ? 'handed-over' : 'rescored'}#${latest.peakLevel}`]: 1 },
      ...(details.length > 0 && { detail: details.join(';') }),
      ...(absorbs && { absorbs }),
    },
  );
}

/** Where it is worked now. What staff decided stands until the household really moves; then the new place has it. */
function placed(latest: Warning, { subject, province, now }: Situation): { warning: Warning; detail?: string } {
  if (subject.township === routedTo(latest)) return { warning: latest };
  const { assigned: _undone, ...own } = latest;
  if (subject.township === latest.township) return { warning: own };
  return handedOver(own, { township: subject.township }, '住址变动', province, now);
}

/** A higher level takes the earlier of the old deadline and one counted from now, and is told once. It ends a pause. */
function raise(situation: Situation, latest: Warning, assessment: Assessment, level: Level): Decision {
  const { province, now } = situation;
  const settled = recounted(latest, province.calendar, now);
  const running = resumed({ ...latest, ...settled?.deadlines }, province, now);
  const place = placed(running, situation);
  const fresh = deadlinesFrom(now, level, province);
  const visitDue = fresh.visitDue.at < running.visitDue.at ? fresh.visitDue : running.visitDue;
  const feedbackDue = fresh.feedbackDue.at < running.feedbackDue.at ? fresh.feedbackDue : running.feedbackDue;
  const warning = {
    ...next(place.warning, situation),
    ...current(assessment),
    peakLevel: level.key,
    profileVersion: province.version,
    visitDue,
    feedbackDue,
    dueAt: inForce({ ...running, visitDue, feedbackDue }).at,
  };
  const details = [latest.paused && '暂停结束', settled?.said, place.detail].filter((each) => typeof each === 'string');
  return commit(
    situation,
    'level-raised',
    withAbsorbed(withPlan(warning, province), situation.personal, province),
    latest,
    {
      counts: { [`level-raised#${level.key}`]: 1 },
      ...(details.length > 0 && { detail: details.join(';') }),
      ...(situation.personal && { absorbs: situation.personal }),
    },
  );
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
function same(latest: Warning, assessment: Assessment, situation: Situation): boolean {
  const { householdSize, headName } = next(latest, situation);
  const plain = ({ indicator, person, points, on, text, beside, expiresAt, events }: Warning['factors'][number]) =>
    [indicator, person, points, on, text, beside ?? false, expiresAt ?? 0, ...events].join('|');
  return (
    latest.score === assessment.score &&
    latest.level === assessment.level &&
    latest.rescoreAt === assessment.rescoreAt &&
    latest.householdSize === householdSize &&
    latest.headName === headName &&
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
  const { province, ids, now } = situation;
  const moved = before !== undefined && before.township !== warning.township;
  const notices = moved
    ? handOverNotices(before, warning, { by: 'digest', reason: '住址变动' }, province, ids, now)
    : // Whoever goes on with a visit that was made has been told of it before.
      change === 'raised' && warning.status === 'visited'
      ? []
      : noticesOf({ change, warning }, province, ids, now);
  // A household's first warning is its member's going on; only one that stood already takes another in.
  const counts = rest.absorbs && before ? { ...rest.counts, [`merged#${rest.absorbs.peakLevel}`]: 1 } : rest.counts;
  return { kind: 'commit', change, warning, expected: before?.version, notices, ...rest, counts };
}
