import { divisionName } from './division.ts';
import { townOf } from './notice-plan.ts';
import { type Office, officeFor } from './office.ts';
import type { Province } from './province.ts';
import { addDays, dayOf } from './shanghai-day.ts';
import { MOST_IN_VARIABLE } from './sms-vendor-rules.ts';
import { townshipName } from './step-notice.ts';
import { byLevel } from './urge-round.ts';

/** What a digest counts of an open warning: the deadline in force, epoch ms. */
export interface Counted {
  township: string;
  dueAt: number;
  peakLevel: string;
}

/** Townships that a county's digest names with their late households; a text message has room for no more. */
const MOST_NAMED = 3;

/**
 * Open warnings by the office whose digest counts them: the one that works the township, and the county's besides, since it
 * is the county that presses its townships.
 */
export function countedBy<T extends Counted>(
  open: readonly T[],
  { offices }: Pick<Province, 'offices'>,
): ReadonlyMap<string, T[]> {
  const counted = new Map<string, T[]>();
  for (const [township, rows] of Map.groupBy(open, (row) => row.township)) {
    const county = officeFor(offices, 'county', township);
    const told = [officeFor(offices, 'township', township), county?.role === 'county' ? county : undefined];
    for (const id of new Set(told.flatMap((office) => office?.id ?? []))) {
      counted.set(id, [...(counted.get(id) ?? []), ...rows]);
    }
  }
  return counted;
}

/**
 * What fills a digest: 在办红1、橙2、黄5户,其中明天到期2户、超期1户; a county's names where the late ones are. `others` counts
 * what else waits for the office: referrals, planned visits. undefined where there is nothing to say.
 */
export function digestValues(
  open: readonly Counted[],
  office: Office,
  others: number,
  province: Province,
  now: number,
): Record<string, string> | undefined {
  const county = office.role === 'county';
  const place = { 乡镇: county ? divisionName(office.division, province.divisions) : townOf(office.name) };
  const also = others > 0 ? { 另有: String(others) } : undefined;
  if (open.length === 0) return also && { ...place, ...also };
  const tomorrow = addDays(dayOf(now), 1);
  const late = open.filter(({ dueAt }) => dueAt <= now);
  const levels = byLevel(
    open.map(({ peakLevel }) => peakLevel),
    province,
  );
  return {
    ...place,
    在办: `${levels}户`,
    明天: String(open.filter(({ dueAt }) => now < dueAt && dayOf(dueAt - 1) === tomorrow).length),
    超期: String(late.length),
    ...(county ? { 全县: '全县', ...(late.length > 0 && { 分布: spread(late, province) }) } : firstOf(open, province)),
    ...also,
  };
}

/** 马营镇2、平襄镇1 */
function spread(late: readonly Counted[], province: Province): string {
  const places = [...Map.groupBy(late, ({ township }) => township)].sort(([, a], [, b]) => b.length - a.length);
  return namedAsFit(places.map(([township, all]) => `${townshipName(township, province)}${all.length}`));
}

/** The first few, as many as fit one variable of a template. */
export function namedAsFit(places: readonly string[]): string {
  const named = places.slice(0, MOST_NAMED);
  const fitting = named.filter((_, i) => `${named.slice(0, i + 1).join('、')}等`.length <= MOST_IN_VARIABLE);
  return `${fitting.join('、')}${places.length > fitting.length ? '等' : ''}`;
}

function firstOf(open: readonly Counted[], { profile }: Pick<Province, 'profile'>): { 先看: string } {
  const levels = profile.levels.list.filter(({ key }) => open.some(({ peakLevel }) => peakLevel === key));
  return { 先看: levels.length > 1 ? `请先看${levels.at(-1)?.name ?? ''}` : '请抓紧办理' };
}
