import * as z from 'zod';
import { basis, key, months, name, oneOf, percent, points, validMonths, yuan } from './profile-fields.ts';

/** A line that may differ by the person's category on the day: `default`, and any category key. */
const byCategory = <T extends z.ZodType>(value: T) => z.union([value, z.object({ default: value }).catchall(value)]);
const of = z
  .string()
  .meta({ description: '谁的比例:figures 里的数据名、household-income(家庭年收入)或 before(收入下降前)' });

export const threshold = z
  .union(
    [
      z.strictObject({ atLeast: byCategory(yuan) }),
      z.strictObject({ moreThan: byCategory(yuan) }),
      z.strictObject({ atLeastShare: byCategory(percent), of }),
      z.strictObject({ moreThanShare: byCategory(percent), of }),
    ],
    {
      error:
        '警戒线要写成 {atLeast: 10000}(达到)或 {moreThan: 10000}(超过),按比例写成 {moreThanShare: "50%", of: 数据名、household-income 或 before}',
    },
  )
  .meta({ description: '警戒线;金额单位元,可按人员类别分列:{default: 20000, dibao: 10000}' });

export const source = z
  .string()
  .regex(/^[a-z-]+(\/[a-z0-9-]+)?$/, { error: '要写事件类型,例如 hospitalization 或 medical-expense/inpatient' });
const indicatorHead = {
  key,
  name,
  points: z
    .union([points, z.record(z.string(), points)], { error: '分值要写数字,或按情形分列 {chronic: 20, serious: 30}' })
    .meta({ description: '分值;可按情形分列,如 {chronic: 20, serious: 30}' }),
  opens: z
    .boolean({ error: '要写 true(能单独引发预警)或 false(只叠加分数)' })
    .default(true)
    .meta({ description: 'true 能单独引发预警;false 只叠加分数' }),
  basis: basis.optional(),
};

/** Something is so, for as long as it is valid: a stay in hospital, a lost job, an accident. */
const presence = z.strictObject({
  ...indicatorHead,
  from: z
    .array(source)
    .min(1, { error: '至少写一种事件' })
    .meta({ description: '哪些事件算,例如 [hospitalization, medical-expense/inpatient]' }),
  endedBy: z.array(source).optional().meta({ description: '哪些事件让它提前结束,例如 [reemployment]' }),
  validMonths,
});
/** An amount over a window reaches a line: a large expense, a year's burden against income, a fall in income. */
const measure = z.strictObject({
  ...indicatorHead,
  measure: oneOf(
    ['personal-burden', 'education-expense', 'rigid-spending', 'income-drop'],
    'personal-burden(医疗个人负担)、education-expense(教育支出)、rigid-spending(医疗加教育的刚性支出)或 income-drop(收入下降)',
  ),
  window: z
    .union([z.enum(['event', 'year-to-date']), months], {
      error: '时段要写 event(单笔)、year-to-date(本年累计)或 12 months(滚动累计)',
    })
    .meta({ description: '时段:event(单笔)、year-to-date(本年累计)或 12 months(滚动累计)' }),
  of: oneOf(['person', 'household'], 'person(按人)或 household(全家合计)').default('person'),
  threshold,
  validMonths: validMonths.optional().meta({ description: '单笔的有效月数,window: event 时要写' }),
});
/** The roster itself says so: in one of these categories and in none of those. */
const standing = z.strictObject({
  ...indicatorHead,
  categories: z.array(z.string()).min(1, { error: '至少写一个类别' }).meta({ description: '在这些类别里' }),
  without: z.array(z.string()).default([]).meta({ description: '又不在这些类别里' }),
});
/** What tells the three apart; without it nobody could say what is wrong with the rest. */
const tells = ['from', 'measure', 'categories'];
export const indicator = z.union([presence, measure, standing], {
  error: ({ input }) =>
    typeof input === 'object' && input !== null && tells.some((tell) => tell in input)
      ? undefined
      : '指标要写 from(有这种事就算)、measure(金额到线才算)或 categories(名册比对)其中一项',
});
