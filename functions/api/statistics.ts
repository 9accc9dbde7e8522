import type * as z from 'zod';
import { divisionName, fullDivisionName, levelOf, parentOf, townshipOf } from '../../domain/division.ts';
import { addDays, addMonths, type Day, dayOf, daysBetween, monthOf } from '../../domain/shanghai-day.ts';
import { addSums, byIndicator, byLevel, figuresOf, type Sums, shareOf } from '../../domain/statistics.ts';
import type { CountedDay } from '../shared/counters.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { HttpProblem } from '../shared/problem.ts';
import { askedArea, townshipsWithin } from '../shared/staff-api/area.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ApiPorts } from './ports.ts';
import type { statistics, statisticsLine } from './statistics-answers.ts';
import type { statisticsQuery } from './statistics-requests.ts';

type Query = z.output<typeof statisticsQuery>;
type Answer = z.output<typeof statistics>;
type Line = z.output<typeof statisticsLine>;
type StatisticsPorts = Pick<ApiPorts, 'counters' | 'province' | 'clock'>;
interface Asked {
  from?: Day | undefined;
  to?: Day | undefined;
  by?: string | undefined;
}
export interface Span {
  from: Day;
  to: Day;
}

/** Townships read at once; each is one query of its days. */
const TOWNSHIPS_AT_ONCE = 50;
/** A year with its leap day: the yearly report is one request. */
const MOST_DAYS = 366;
/** A quarter: more lines than that nobody reads, and a month is a line of its own. */
const MOST_DAILY_LINES = 92;

/** What was counted in a division and its parts, summed from the rows of its townships. */
export async function statisticsOf(ports: StatisticsPorts, staff: Staff, query: Query): Promise<Answer> {
  const { province } = ports;
  const area = countedArea(staff, query.division);
  const span = spanOf(query, dayOf(ports.clock.now()));
  const { groups, total } = await sumsOf(ports, area, span, query.by);
  return {
    division: area,
    place: fullDivisionName(area, province.divisions),
    ...span,
    ...(query.by && { by: query.by }),
    total: figuresOf(total),
    lines: linesOf(ports, query.by, area, span, groups, total),
  };
}

/** The sums of an area by what they are asked for, and all of them. */
export async function sumsOf(
  { counters, province }: Pick<StatisticsPorts, 'counters' | 'province'>,
  area: string,
  { from, to }: Span,
  by: string | undefined,
): Promise<{ groups: ReadonlyMap<string, Sums>; total: Sums }> {
  const groups = new Map<string, Record<string, number>>();
  const group = (key: string) => groups.get(key) ?? groups.set(key, {}).get(key) ?? {};
  const keyOf = grouping(by, area);
  await inParallel(TOWNSHIPS_AT_ONCE, townshipsWithin(province, area), async (township) => {
    for (const counted of await counters.days(township, from, to))
      addSums(group(keyOf(township, counted)), counted.counts);
  });
  const total: Record<string, number> = {};
  for (const sums of groups.values()) addSums(total, sums);
  return { groups, total };
}

/** A township's row is the smallest that is counted: a village has no figures of its own, and must not be shown its township's. */
export function countedArea(staff: Staff, asked: string | undefined): string {
  const area = askedArea(staff, asked);
  if (levelOf(area) === 'village') throw new HttpProblem(400, '统计到乡镇为止,没有村一级的');
  return area;
}

export function spanOf({ from: asked, to = '', by }: Asked, today: Day): Span {
  const end = to === '' ? today : to;
  const from = asked ?? `${monthOf(end)}-01`;
  const days = daysBetween(from, end) + 1;
  if (days < 1) throw wrongSpan('to', 'to 不能早于 from');
  if (days > MOST_DAYS) throw wrongSpan('from', `一次最多统计${MOST_DAYS}天,请分几次`);
  if (by === 'day' && days > MOST_DAILY_LINES)
    throw wrongSpan('from', `按天一次最多${MOST_DAILY_LINES}天,更长的请按月(by=month)`);
  return { from, to: end };
}

const wrongSpan = (path: string, message: string) =>
  new HttpProblem(400, { detail: '有内容填得不对', errors: [{ path, code: 'invalid', message }] });

function grouping(by: string | undefined, area: string): (township: string, counted: CountedDay) => string {
  if (by === 'day') return (_, { day }) => day;
  if (by === 'month') return (_, { day }) => monthOf(day);
  if (by === 'division') return (township) => partOf(area, township);
  return () => '';
}

/** The division right below the area that a township lies in; the area itself where its own office works the list. */
function partOf(area: string, township: string): string {
  const whole = townshipOf(area);
  for (let part = township; ; ) {
    const above = parentOf(part);
    if (part === whole || above === undefined || above === whole) return part;
    part = above;
  }
}

function linesOf(
  ports: StatisticsPorts,
  by: Query['by'],
  area: string,
  span: Span,
  groups: ReadonlyMap<string, Sums>,
  total: Sums,
): Answer['lines'] {
  switch (by) {
    case undefined:
      return [];
    case 'division':
      return divisionLines(ports, area, groups);
    case 'day':
      return daysOf(span).map((day) => line(day, day, groups.get(day)));
    case 'month':
      return monthsOf(span).map((month) => line(month, month, groups.get(month)));
    case 'level':
      return levelLines(ports, total);
    case 'indicator':
      return indicatorLines(ports, total);
  }
}

const line = (key: string, name: string, sums: Sums = {}): Line => ({ key, name, ...figuresOf(sums) });

const divisionLines = ({ province }: StatisticsPorts, area: string, groups: ReadonlyMap<string, Sums>): Line[] =>
  partsOf(province, area, groups).map(({ key, name }) => line(key, name, groups.get(key)));

/** The divisions that an area's figures are split into, with their names. */
export function partsOf(
  province: StatisticsPorts['province'],
  area: string,
  groups: ReadonlyMap<string, Sums>,
): { key: string; name: string }[] {
  const whole = townshipOf(area);
  const parts = new Set(townshipsWithin(province, area).map((township) => partOf(area, township)));
  // The area's own list is shown where anything was counted on it, or where there is nothing below.
  if (parts.size > 1 && !groups.has(whole)) parts.delete(whole);
  const name = (part: string) =>
    divisionName(part, province.divisions) + (part === whole && parts.size > 1 ? '本级' : '');
  return [...parts].sort().map((part) => ({ key: part, name: name(part) }));
}

function levelLines({ province }: StatisticsPorts, total: Sums): Line[] {
  const split = byLevel(total);
  const known = province.profile.levels.list.map(({ key, name }) => ({ key, name }));
  // Levels that other rules had, and what was counted without a level, come last.
  const others = [...split.keys()].filter((key) => !known.some((level) => level.key === key)).sort();
  const rest = others.map((key) => ({ key, name: key === '' ? '未分级别' : key }));
  return [...known, ...rest].map(({ key, name }) => line(key, name, split.get(key)));
}

function indicatorLines({ province }: StatisticsPorts, total: Sums): Answer['lines'] {
  const counted = byIndicator(total);
  const { raised } = figuresOf(total).counts;
  const known = province.profile.indicators.list.map(({ key, name }) => ({ key, name }));
  const others = [...counted.keys()].filter((key) => !known.some((indicator) => indicator.key === key)).sort();
  return [...known, ...others.map((key) => ({ key, name: key }))].map(({ key, name }) => ({
    key,
    name,
    raised: shareOf(counted.get(key) ?? 0, raised),
  }));
}

export const daysOf = ({ from, to }: Span): Day[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, nth) => addDays(from, nth));

export function monthsOf({ from, to }: Span): string[] {
  const months: string[] = [];
  for (let first = `${monthOf(from)}-01`; first <= to; first = addMonths(first, 1)) months.push(monthOf(first));
  return months;
}
