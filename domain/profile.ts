import * as z from 'zod';
import { parseLimit } from './calendar.ts';
import { eventNames } from './events/schemas.ts';
import { isDay } from './shanghai-day.ts';

/**
 * The rules of one province, as an admin writes them in `provinces/<province>.yaml`. Every block says whether its figures
 * were published or only illustrate. Messages are Chinese: `profile check` prints them beside file, line and key; where
 * none is given here, lib/profile-issues.ts words it.
 */
const basis = z
  .enum(['published', 'illustrative'], {
    error: '要写 basis: published(有公开出处)或 basis: illustrative(演示数值,启用前须核定)',
  })
  .meta({ description: '依据:published 有公开出处;illustrative 演示数值,启用前须核定' });

const key = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: '代号用小写英文字母、数字和连字符,以字母开头' });
const name = z.string().min(1, { error: '名称不能为空' });
const oneOf = <const T extends readonly [string, ...string[]]>(values: T, explained: string) =>
  z.enum(values, { error: `要写 ${explained}` }).meta({ description: explained });

const LIMIT = '期限要写成 5 workdays 或 48 hours';
const limit = z
  .string({ error: LIMIT })
  .regex(/^[1-9]\d{0,2} (workday|hour)s?$/, { error: LIMIT })
  .transform((text, context) => {
    const parsed = parseLimit(text);
    if (parsed) return parsed;
    context.issues.push({ code: 'custom', message: LIMIT, input: text });
    return z.NEVER;
  })
  .meta({ description: '期限:5 workdays(工作日)或 48 hours(自然小时,夜里和节假日照算)', examples: ['5 workdays'] });
const months = z
  .string({ error: '要写成 6 months' })
  .regex(/^[1-9]\d? months?$/, { error: '要写成 6 months' })
  .transform((text) => Number.parseInt(text, 10))
  .meta({ description: '月数,写成 6 months', examples: ['6 months'] });
const percent = z
  .string({ error: '比例要写成 "50%"(加引号)' })
  .regex(/^\d{1,3}(\.\d+)?%$/, { error: '比例要写成 "50%"(加引号)' })
  .transform((text) => Number.parseFloat(text) / 100)
  .meta({ description: '比例,写成 "50%"', examples: ['50%'] });
const yuan = z.number({ error: '金额要写数字,单位元,不加引号' }).nonnegative({ error: '金额不能是负数' });
const validMonths = z
  .int({ error: '有效月数要写整数,例如 6' })
  .positive({ error: '有效月数至少1个月' })
  .meta({ description: '从事情发生之日起算几个月' });
const points = z.number({ error: '分值要写数字,例如 20' }).positive({ error: '分值要大于0' });

/** A line that may differ by the person's category on the day: `default`, and any category key. */
const byCategory = <T extends z.ZodType>(value: T) => z.union([value, z.object({ default: value }).catchall(value)]);
const of = z
  .string()
  .meta({ description: '谁的比例:figures 里的数据名、household-income(家庭年收入)或 before(收入下降前)' });

const threshold = z
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

const source = z
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
const indicator = z.union([presence, measure, standing], {
  error: ({ input }) =>
    typeof input === 'object' && input !== null && tells.some((tell) => tell in input)
      ? undefined
      : '指标要写 from(有这种事就算)、measure(金额到线才算)或 categories(名册比对)其中一项',
});

export const roles = oneOf(
  ['township', 'county', 'prefecture', 'province'],
  'township(乡镇)、county(县)、prefecture(市州)或 province(省)',
);
const when = z.string().regex(/^([1-9]\d? workdays? before due|overdue|[1-9]\d? workdays? overdue)$/, {
  error: '要写成 1 workday before due(到期前)、overdue(一超期)或 2 workdays overdue(超期后)',
});
const every = oneOf(
  ['week', 'month', 'quarter', 'half-year', 'year'],
  'week(周)、month(月)、quarter(季)、half-year(半年)或 year(年)',
);
const TIME = '([01]\\d|2[0-3]):[0-5]\\d';

export const profileSchema = z.strictObject({
  province: key.meta({ description: '和文件名一样' }),
  division: z
    .string({ error: '行政区划代码要加引号,例如 "62"' })
    .regex(/^\d{2}(\d{2}){0,2}$/, { error: '要写2位(省)、4位(市)或6位(县)区划代码,加引号' })
    .meta({ description: '行政区划代码,加引号' }),
  name,
  version: z.string({ error: '版本号要加引号,例如 "2026-11"' }).min(1, { error: '版本号不能为空' }),
  effectiveFrom: z
    .string({ error: '日期要写成 2026-11-01' })
    .refine(isDay, { error: '日期要写成 2026-11-01,而且要是真有的一天' })
    .meta({ description: '从哪天起用', examples: ['2026-11-01'] }),
  calendar: z.strictObject({
    source: z.string().meta({ description: '放假安排的文件,例如 calendars/cn.yaml' }),
    missingYear: z.literal('provisional', { error: '只能写 provisional(缺年份照常预警,期限标“暂定”)' }),
  }),
  roster: z.strictObject({
    householdFrom: key.meta({ description: '以哪个部门的名册定户' }),
    basis,
    categories: z.array(z.strictObject({ key, name })).min(1, { error: '至少写一个类别' }),
  }),
  figures: z
    .record(
      z.string().regex(/^[a-z][A-Za-z0-9-]*$/, { error: '数据名用英文字母、数字和连字符,以小写字母开头' }),
      z.strictObject({ name, yuan: yuan.nullable(), year: z.int({ error: '年份要写数字' }).optional(), basis }),
    )
    .default({})
    .meta({ description: '规则要用的数据,如上年农村居民人均可支配收入;没填(~)时相关指标停用并提醒' }),
  departments: z
    .array(
      z.strictObject({
        key,
        name,
        posts: z.array(
          eventNames.exclude(['retraction'], {
            error: ({ input }) =>
              input === 'retraction'
                ? '撤回不用写:每个部门都可以撤回自己报过的'
                : `没有这种事件,只能是:${eventNames.exclude(['retraction']).options.join('、')}`,
          }),
        ),
        sources: z.array(z.string()).optional().meta({ description: '这个部门的事件来源(source)以什么开头' }),
      }),
    )
    .min(1, { error: '至少写一个部门' }),
  scoring: z.strictObject({
    basis,
    method: oneOf(['additive', 'highest'], 'additive(各项相加)或 highest(取最高一项)'),
    scorePer: oneOf(['person', 'household'], 'person(按人打分)或 household(全家一起打分)'),
    warnPer: oneOf(['household', 'person'], 'household(一户一条预警)或 person(一人一条预警)'),
    scope: oneOf(
      ['roster', 'everyone', 'roster-and-leads'],
      'roster(只管名册)、everyone(不限名册)或 roster-and-leads(名册加主动反映的人)',
    ),
    routeBy: oneOf(['residence', 'registered'], 'residence(按居住地派)或 registered(按户籍地派)').default('residence'),
  }),
  indicators: z.strictObject({ basis, list: z.array(indicator).min(1, { error: '至少写一个指标' }) }),
  levels: z.strictObject({
    basis,
    list: z
      .array(
        z.strictObject({
          key,
          name,
          from: points.meta({ description: '达到这个分即为此级' }),
          visit: limit,
          feedback: limit,
          urgent: z
            .boolean({ error: '要写 true 或 false' })
            .default(false)
            .meta({ description: 'true:一发出就单独短信通知,不等早报' }),
        }),
      )
      .min(1, { error: '至少写一级' }),
  }),
  repeat: z.strictObject({
    basis,
    afterNotEligible: months,
    unless: z.array(oneOf(['higher-level', 'new-indicator'], 'higher-level(级别更高)或 new-indicator(有新的原因)')),
  }),
  ladder: z.strictObject({
    basis,
    list: z.array(
      z.strictObject({
        when,
        to: z.array(roles).min(1, { error: '至少写一级单位' }),
        notice: oneOf(
          ['due-soon', 'urge', 'overdue-reminder'],
          'due-soon(快到期)、urge(催办)或 overdue-reminder(逾期提醒)',
        ),
        by: oneOf(['digest', 'sms'], 'digest(并入早报)或 sms(单独短信)'),
      }),
    ),
  }),
  hints: z
    .array(
      z.strictObject({
        key,
        name,
        basis,
        among: z.array(key).default([]).meta({ description: '只提示这些类别;不写就是所有人' }),
        when: z.array(source).min(1, { error: '至少写一种情形' }),
        text: name.meta({ description: '核查人员看到的话' }),
      }),
    )
    .default([])
    .meta({ description: '给核查人员的提示,不影响分数' }),
  lists: z
    .array(
      z.strictObject({
        to: key,
        people: z.array(key).min(1, { error: '至少写一个类别' }),
        every: every.extract(['week', 'month', 'quarter']),
        day: z
          .int({ error: '要写第几天,整数' })
          .min(1, { error: '从1开始' })
          .max(28, { error: '最多28,免得2月没有' })
          .meta({ description: '第几天:按周时1是星期一;按月、按季时是几号' }),
        basis,
      }),
    )
    .default([])
    .meta({ description: '定期推给部门的名单' }),
  watch: z
    .array(
      z.strictObject({
        name,
        people: z.array(key).min(1, { error: '至少写一个类别' }),
        every: every.extract(['month', 'quarter', 'half-year', 'year']),
        checklist: z.array(name).default([]).meta({ description: '探访时逐项看什么' }),
        basis,
      }),
    )
    .default([])
    .meta({ description: '定期探访、排查' }),
  matters: z
    .strictObject({ basis, list: z.array(name).min(1, { error: '至少写一项' }) })
    .optional()
    .meta({ description: '一件事联办的事项' }),
  calls: z
    .strictObject({ basis, dispatch: limit, finish: limit, extension: limit })
    .optional()
    .meta({ description: '热线工单的时限:派出、办结、最多延长' }),
  notices: z.strictObject({
    basis,
    quietHours: z
      .string()
      .regex(new RegExp(`^${TIME}-${TIME}$`), { error: '要写成 "21:00-08:00"' })
      .meta({ description: '夜里不发短信的时段,例如 "21:00-08:00"' }),
    digestAt: z
      .string({ error: '要写成 "08:30"(加引号)' })
      .regex(new RegExp(`^${TIME}$`), { error: '要写成 "08:30"' })
      .meta({ description: '早报几点发,例如 "08:30"' }),
    signature: z
      .string()
      .min(2, { error: '短信签名至少2个字' })
      .max(12, { error: '短信签名最多12个字' })
      .regex(/^[^【】]+$/, { error: '短信签名不要带【】,系统会加' }),
    provider: oneOf(['sns', 'none'], 'sns(亚马逊短信)或 none(不发短信,改为人工回拨)'),
    helpline: z
      .string({ error: '电话要加引号,例如 "12345"' })
      .regex(/^(1\d{2,4}|400-?\d{3}-?\d{4}|95\d{3,6}|0\d{2,3}-?\d{7,8})$/, {
        error: '要写座机、400、95或短号码,例如 "12345";不能是手机号',
      }),
    toRecipients: z
      .array(
        oneOf(['warning-raised', 'granted', 'statement'], 'warning-raised(预警)、granted(救助批准)或 statement(清单)'),
      )
      .default(['granted', 'statement'])
      .meta({ description: '哪些事给困难群众本人发通知;默认不发预警' }),
  }),
  statement: z.strictObject({
    basis,
    period: oneOf(['month', 'quarter', 'half-year', 'year'], 'month(月)、quarter(季)、half-year(半年)或 year(年)'),
    title: name,
    askAt: oneOf(['township', 'county'], 'township(找乡镇)或 county(找县)'),
    site: z.string().default('jz.example.gov.cn/q').meta({ description: '短信里的固定网址' }),
  }),
  retention: z
    .strictObject({
      offRosterDays: z.int({ error: '要写天数' }).positive({ error: '至少1天' }),
      ledgerYears: z.int({ error: '要写年数' }).positive({ error: '至少1年' }),
      accessLogMonths: z.int({ error: '要写月数' }).min(6, { error: '查看记录至少留6个月' }),
    })
    .default({ offRosterDays: 90, ledgerYears: 3, accessLogMonths: 36 })
    .meta({ description: '各类记录留多久' }),
});

/** A profile as written and checked for shape; `checkProfile` then checks what one part says of another. */
export type Profile = z.output<typeof profileSchema>;
export type Indicator = Profile['indicators']['list'][number];
export type Level = Profile['levels']['list'][number];
export type Threshold = z.output<typeof threshold>;
export type Role = z.output<typeof roles>;
