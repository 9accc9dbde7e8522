import type { Indicator, Profile } from '../profile.ts';
import { hintVariant, splitSource, variants } from '../variants.ts';
import { type Check, error, type Found, unknown, warning } from './finding.ts';

type Path = Found['path'];
type Presence = Extract<Indicator, { from: unknown }>;
type Measure = Extract<Indicator, { measure: unknown }>;

/** Whether every indicator can ever be met, and says what it is worth. */
export const checkIndicators: Check = function* ({ profile }) {
  const categories = profile.roster.categories.map(({ key }) => key);
  for (const [i, indicator] of profile.indicators.list.entries()) {
    const at: Path = ['indicators', 'list', i];
    if ('from' in indicator) yield* checkPresence(indicator, at, profile);
    else if (typeof indicator.points !== 'number')
      yield error([...at, 'points'], '这种指标不分情形,points 写一个数,例如 20');
    if ('measure' in indicator) yield* checkMeasure(indicator, at, profile);
    if ('categories' in indicator) {
      yield* unknown(indicator.categories, categories, '类别', (j) => [...at, 'categories', j]);
      yield* unknown(indicator.without, categories, '类别', (j) => [...at, 'without', j]);
    }
  }
  for (const [i, { when }] of profile.hints.entries())
    for (const [j, source] of when.entries()) yield* checkSource(source, ['hints', i, 'when', j], profile, true);
};

function* checkPresence(indicator: Presence, at: Path, profile: Profile): Generator<Found> {
  for (const [j, source] of indicator.from.entries()) yield* checkSource(source, [...at, 'from', j], profile);
  for (const [j, type] of (indicator.endedBy ?? []).entries())
    if (!posts(profile, type))
      yield error([...at, 'endedBy', j], `没有部门报“${type}”;要写某个部门 posts 里的事件,例如 reemployment`);
  if (typeof indicator.points !== 'number') yield* checkPoints(indicator, indicator.points, at);
}

function* checkSource(source: string, at: Path, profile: Profile, hint = false): Generator<Found> {
  const { type, variant, kinds } = splitSource(source);
  if (!kinds) {
    yield error(at, `“${type}”不是困难信号,只能写:${Object.keys(variants).join('、')}`);
    return;
  }
  const known = variant === undefined || kinds.includes(variant) || (hint && hintVariant.test(variant));
  if (!known && kinds.length === 0) yield error(at, `${type} 不分情形,只写 ${type}`);
  else if (!known) yield error(at, `${type} 没有“${variant}”,斜杠后面只能写:${kinds.join('、')}`);
  if (!posts(profile, type)) yield error(at, `没有部门报 ${type},请在某个部门的 posts 里加上`);
}

const posts = ({ departments }: Profile, type: string) =>
  departments.some((department) => department.posts.some((posted) => posted === type));

/** Points by variant must name every variant that can come, or it would weigh nothing. */
function* checkPoints(indicator: Presence, points: Record<string, number>, at: Path): Generator<Found> {
  const expected = new Set<string>();
  for (const source of indicator.from) {
    const { type, variant, kinds } = splitSource(source);
    // A stay is one thing by either road, so an inpatient settlement has no variant of its own.
    if (!kinds || kinds.length === 0 || source === 'medical-expense/inpatient') {
      yield error([...at, 'points'], `${type} 不分情形,points 写一个数,例如 20`);
      return;
    }
    for (const kind of variant === undefined ? kinds : [variant]) expected.add(kind);
  }
  const missing = [...expected].filter((kind) => !(kind in points));
  if (missing.length > 0) yield error([...at, 'points'], `少了 ${missing.join('、')} 的分值`);
  yield* unknown(Object.keys(points), [...expected], '情形', (j) => [...at, 'points', Object.keys(points)[j] ?? '']);
}

const needed: Readonly<Record<Measure['measure'], readonly string[]>> = {
  'personal-burden': ['medical-expense', 'medical-burden'],
  'education-expense': ['education-expense'],
  'rigid-spending': ['medical-expense', 'medical-burden', 'education-expense'],
  'income-drop': ['income-drop'],
};

function* checkMeasure(indicator: Measure, at: Path, profile: Profile): Generator<Found> {
  const types = needed[indicator.measure];
  if (!types.some((type) => posts(profile, type)))
    yield error([...at, 'measure'], `没有部门报 ${types.join(' 或 ')},这个指标永远不会有数`);
  if (indicator.window === 'event' && indicator.validMonths === undefined)
    yield error(at, '单笔(window: event)要写 validMonths,例如 validMonths: 6');
  if (indicator.window !== 'event' && indicator.validMonths !== undefined)
    yield error([...at, 'validMonths'], '累计的指标到时段外自己会减下来,不用写 validMonths;单笔才写');
  yield* checkThreshold(indicator, [...at, 'threshold'], profile);
}

function* checkThreshold(indicator: Measure, at: Path, profile: Profile): Generator<Found> {
  const { threshold } = indicator;
  const [kind, lines] = Object.entries(threshold).find(([key]) => key !== 'of') ?? ['', 0];
  if (typeof lines === 'object')
    yield* unknown(
      Object.keys(lines).filter((key) => key !== 'default'),
      profile.roster.categories.map(({ key }) => key),
      '类别',
      (j) => [...at, kind, Object.keys(lines).filter((key) => key !== 'default')[j] ?? ''],
    );
  const of = 'of' in threshold ? threshold.of : undefined;
  if (indicator.measure === 'income-drop') {
    if (of !== 'before') yield error(at, '收入下降要按比例写:{atLeastShare: "30%", of: before}');
    if (indicator.window !== 'event') yield error(at.with(-1, 'window'), '收入下降按报来的那一次算,要写 window: event');
    return;
  }
  if (of === undefined || of === 'household-income') return;
  const figure = profile.figures[of];
  const known = ['household-income', ...Object.keys(profile.figures)];
  if (of === 'before') yield error([...at, 'of'], `before 只用于收入下降,这里写:${known.join('、')}`);
  else if (!figure) yield error([...at, 'of'], `figures 里没有“${of}”,只能写:${known.join('、')}`);
  else if (figure.yuan === null)
    yield warning(
      ['figures', of, 'yuan'],
      `“${figure.name}”还没有填,指标“${indicator.name}”停用,其余照常;填上后写成 yuan: 数字`,
    );
}

/** Whether an indicator is off because a figure of its line has no value yet. */
export function isOff(indicator: Indicator, { figures }: Profile): boolean {
  if (!('threshold' in indicator) || !('of' in indicator.threshold)) return false;
  return figures[indicator.threshold.of]?.yuan === null;
}
