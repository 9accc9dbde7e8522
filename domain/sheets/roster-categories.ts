import type { Profile } from '../profile.ts';
import { type Parsed, type Refusal, refused, taken } from '../refusal.ts';
import { halfWidth } from '../typed-code.ts';
import { headingKey } from './heading-key.ts';
import { readDay } from './read-day.ts';

export interface Category {
  readonly key: string;
  readonly from?: string;
  readonly until?: string;
}

/** What everybody calls the categories that most provinces have, whatever the profile's full names are. */
const USUAL_NAMES = new Map(
  Object.entries({
    dibao: '低保 城乡低保 低保户 低保对象 城市低保 农村低保 最低生活保障',
    tekun: '特困 特困人员 特困供养 特困对象 五保 五保户',
    bianyuan: '边缘 低保边缘 低保边缘户 边缘户 边缘易致贫户 边缘人口',
    unemployed: '失业 失业人员 登记失业',
    disabled: '残疾 残疾人',
    ill: '患病 大病 慢性病',
    'low-income': '低收入 低收入人口 低收入家庭',
    sudden: '突发困难 突发严重困难 支出型困难',
    tuopin: '脱贫 脱贫户 脱贫人口 已脱贫',
    'tuopin-risk': '脱贫不稳定 脱贫不稳定户 返贫风险 易返贫',
    'tuopin-unstable': '脱贫不稳定 不稳定户',
    yifan: '易返贫致贫 易返贫 监测户 三类户',
    other: '其他 其它',
  }),
);

/** 低保 · 低保(2026-01-01起) · 低保(2026-01-01至2026-12-31) · 低保(2026-12-31止) */
const WRITTEN = /^([^()]+?)(?:\(([^()]*)\))?$/;
const SEPARATORS = /[、;,|/\n]+(?![^(]*\))/u;

/** The categories of one cell, by name or key, with the days that stand beside them. “无” is a member of the household who is in none. */
export function readCategories(clean: string, { roster }: Pick<Profile, 'roster'>): Parsed<readonly Category[]> {
  if (/^(?:无|家庭成员|家人|-|\/)$/u.test(clean)) return taken([]);
  const found: Category[] = [];
  for (const part of halfWidth(clean).split(SEPARATORS)) {
    if (part.trim() === '') continue;
    const category = readCategory(part.trim(), roster);
    if (!category.ok) return category;
    found.push(category.value);
  }
  return taken(found);
}

function readCategory(part: string, roster: Profile['roster']): Parsed<Category> {
  const [, name = part, dates = ''] = WRITTEN.exec(part) ?? [];
  const whole = keyOf(part, roster);
  if (whole !== undefined) return taken({ key: whole });
  const key = keyOf(name, roster);
  if (key === undefined)
    return refused('category-unknown', `没有这个类别,只能填:${roster.categories.map((each) => each.name).join('、')}`);
  const days = readDays(dates);
  return days.ok ? taken({ key, ...days.value }) : days;
}

function keyOf(written: string, { categories }: Profile['roster']): string | undefined {
  const known = dictionaries.get(categories) ?? dictionaryOf(categories);
  dictionaries.set(categories, known);
  return known.get(written) ?? known.get(headingKey(written));
}

const dictionaries = new WeakMap<Profile['roster']['categories'], ReadonlyMap<string, string>>();

/** The profile's own names and keys count before what people usually say. */
function dictionaryOf(categories: Profile['roster']['categories']): ReadonlyMap<string, string> {
  const usual = categories.flatMap(({ key }) =>
    (USUAL_NAMES.get(key) ?? '').split(' ').map((name) => [name, key] as const),
  );
  const own = categories.flatMap(({ key, name }) => [[name, key] as const, [key, key] as const]);
  const all = [...usual, ...own].filter(([word]) => word !== '');
  return new Map(all.flatMap(([word, key]) => [[word, key] as const, [headingKey(word), key] as const]));
}

function readDays(written: string): Parsed<Pick<Category, 'from' | 'until'>> {
  const [first, second, ...more] = written.split(/[至到~—–,]+|起(?=.)/u).filter((part) => part.trim() !== '');
  if (first === undefined) return taken({});
  const ends = second === undefined && /[止前]$/u.test(first.trim());
  const [from, until] = [ends ? undefined : dayIn(first), dayIn(ends ? first : second)];
  const refusal: Refusal | undefined = [from, until].flatMap((day) => (day && !day.ok ? [day.refusal] : []))[0];
  if (refusal || more.length > 0)
    return refused('category-dates', '类别后面的日期要写成 (2026-01-01起) 或 (2026-01-01至2026-12-31)');
  return taken({ ...(from?.ok && { from: from.value }), ...(until?.ok && { until: until.value }) });
}

const dayIn = (written: string | undefined) =>
  written === undefined ? undefined : readDay(written.replace(/[起止前自从]/gu, '').trim(), {});
