import { type Looked, type Verdict, verdictsOn } from './explain-signal.ts';
import type { Profile } from './profile.ts';
import type { Province } from './province.ts';
import { barredBy } from './repeat.ts';
import type { Assessment, Member } from './scoring/assessment.ts';
import { findings, type Known, knownAt, score } from './scoring/score.ts';
import { chineseDate, dayOf } from './shanghai-day.ts';
import { newer, type Signal } from './signal.ts';
import { isOpen, type Warning } from './warning.ts';
import { outcomeNames } from './warning-acts.ts';

interface Conclusion {
  code:
    | 'open'
    | 'would-open'
    | 'nothing-new'
    | 'same-reason'
    | 'below-level'
    | 'nothing-opens'
    | 'nothing-counts'
    | 'off-roster'
    | 'no-signals'
    | 'dead';
  /** Chinese, one sentence. */
  text: string;
}

export interface Explanation extends Assessment {
  conclusion: Conclusion;
  members: {
    person: string;
    alive: boolean;
    onRoster: boolean;
    categories: string[];
    signals: { signal: Signal; verdicts: Verdict[] }[];
  }[];
}

/**
 * Why there is a warning at an instant, or why there is none: what each indicator made of each signal, and what stands
 * between the score and a warning. Everything is asked of scoring itself; there are no rules here.
 */
export function explain(
  members: readonly Member[],
  latest: Warning | undefined,
  { profile }: Pick<Province, 'profile'>,
  now: number,
): Explanation {
  const assessment = score(members, profile, now);
  const known = knownAt(members, now);
  const looked: Looked[] = profile.indicators.list.map((indicator) => ({
    indicator,
    looks: [...findings(indicator, known, profile, now)],
  }));
  return {
    ...assessment,
    conclusion: conclusionOf(assessment, known, latest, profile, now),
    members: known.map((member) => ({
      person: member.person,
      alive: member.standing.alive,
      onRoster: member.standing.onRoster,
      categories: [...member.standing.categories].sort(),
      signals: [...member.signals]
        .sort(newer)
        .map((signal) => ({ signal, verdicts: verdictsOn(signal, member, looked, profile.figures, now) })),
    })),
  };
}

function conclusionOf(
  assessment: Assessment,
  known: readonly Known[],
  latest: Warning | undefined,
  profile: Profile,
  now: number,
): Conclusion {
  const levelName = (key: string) => profile.levels.list.find((level) => level.key === key)?.name ?? key;
  if (latest && isOpen(latest))
    return { code: 'open', text: `有一条在办的预警 ${latest.number},${levelName(latest.peakLevel)}` };
  const barred = barredBy(assessment, latest, profile, now);
  const before = latest?.outcome
    ? `上一条预警 ${latest.number} 于${chineseDate(dayOf(latest.outcome.at), { year: true })}办结,结果是“${outcomeNames[latest.outcome.outcome]}”`
    : '';
  switch (barred?.why) {
    case undefined:
      return {
        code: 'would-open',
        text: `${assessment.score}分,达到${levelName(assessment.level ?? '')},应当有预警;一直没有的话请核对(jiuzhu reconcile)`,
      };
    case 'nothing-new':
      return { code: 'nothing-new', text: `${before};这以后没有收到能引发预警的新情况` };
    case 'same-reason':
      return {
        code: 'same-reason',
        text: `${before};${chineseDate(dayOf(barred.until), { year: true })}以前,同样的原因、级别没有更高,不再上门`,
      };
    case 'no-level':
      return noLevel(assessment, known, profile);
  }
}

/** Why the score reaches no level. */
function noLevel({ score: points, factors }: Assessment, known: readonly Known[], { levels }: Profile): Conclusion {
  const [lowest] = levels.list;
  if (known.every(({ signals }) => signals.length === 0))
    return { code: 'no-signals', text: '没有收到过任何部门的报送' };
  if (known.every(({ standing }) => !standing.alive)) return { code: 'dead', text: '本人已去世' };
  if (factors.length === 0)
    return known.some(({ standing }) => standing.onRoster)
      ? { code: 'nothing-counts', text: '收到的情况现在都不计分,原因见每一条' }
      : { code: 'off-roster', text: '这一天不在监测名册上,收到的情况不计分' };
  if (!factors.some(({ opens }) => opens))
    return { code: 'nothing-opens', text: `${points}分,但都是只叠加分数的情况,不能单独引发预警` };
  return {
    code: 'below-level',
    text: `${points}分,没有达到最低一级(${lowest?.name ?? ''},${lowest?.from ?? 0}分)`,
  };
}
