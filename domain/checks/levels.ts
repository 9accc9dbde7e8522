import type { Indicator, Profile } from '../profile.ts';
import { variants } from '../variants.ts';
import { type Check, error, warning } from './finding.ts';
import { isOff } from './indicators.ts';

/** Levels rise, can be reached, and leave less time the higher they are. */
export const checkLevels: Check = function* ({ profile }) {
  const { list } = profile.levels;
  for (const [i, level] of list.entries()) {
    const lower = list[i - 1];
    const at = ['levels', 'list', i];
    if (level.visit.unit === level.feedback.unit && level.visit.amount > level.feedback.amount)
      yield error([...at, 'visit'], '入户的期限不能比反馈的长,请改短 visit 或改长 feedback');
    if (!lower) continue;
    if (level.from <= lower.from)
      yield error([...at, 'from'], `级别要从低到高排,这里的分要高于“${lower.name}”的${lower.from}`);
    else if (level.visit.unit === lower.visit.unit && level.visit.amount > lower.visit.amount)
      yield warning([...at, 'visit'], `级别比“${lower.name}”高,入户期限却更长,请核对`);
  }
  for (const i of unreachable(profile))
    yield warning(['levels', 'list', i, 'from'], '照现在的分值,没有人能到这一级,请核对 from 和各指标的 points');
};

const most = ({ points }: Indicator) => (typeof points === 'number' ? points : Math.max(...Object.values(points)));
const least = ({ points }: Indicator) => (typeof points === 'number' ? points : Math.min(...Object.values(points)));

/** Indexes of the levels that no score falls into. */
function unreachable(profile: Profile): number[] {
  const live = profile.indicators.list.filter((indicator) => !isOff(indicator, profile));
  const scores =
    profile.scoring.method === 'highest'
      ? live.flatMap(({ points }) => (typeof points === 'number' ? [points] : Object.values(points)))
      : [live.reduce((sum, indicator) => sum + most(indicator), 0)];
  return profile.levels.list.flatMap(({ from }, i, all) => {
    // Sums fall between the bands' edges in ways not worth listing: for them only the top is tested.
    const upTo = profile.scoring.method === 'highest' ? (all[i + 1]?.from ?? Infinity) : Infinity;
    return scores.some((score) => score >= from && score < upTo) ? [] : [i];
  });
}

/** Who asks for help is heard: in every province a self-report alone opens at least the lowest level. */
export const checkSelfReport: Check = function* ({ profile }) {
  const lowest = profile.levels.list[0];
  if (!lowest) return;
  const needs = variants['self-report'] ?? [];
  const heard = profile.indicators.list.some(
    (indicator) =>
      'from' in indicator &&
      indicator.opens &&
      least(indicator) >= lowest.from &&
      indicator.from.every((source) => source.startsWith('self-report')) &&
      (indicator.from.includes('self-report') || needs.every((need) => indicator.from.includes(`self-report/${need}`))),
  );
  if (heard) return;
  const example = `{key: self-report, name: 热线或网格员反映, from: [self-report], points: ${lowest.from}, validMonths: 3, opens: true}`;
  yield error(
    ['indicators', 'list'],
    `群众自己反映的,要能单独引发最低一级(${lowest.name},${lowest.from}分)。请加上或改成:${example}`,
  );
};
