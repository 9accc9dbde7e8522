import * as z from 'zod';
import { eventNames } from './events/schemas.ts';
import { expectationSchema } from './expectation.ts';
import { noticesSchema } from './notices-profile.ts';
import { basis, key, limit, months, name, oneOf, points, yuan } from './profile-fields.ts';
import { indicator, source, type threshold } from './profile-indicators.ts';
import { isDay } from './shanghai-day.ts';
import { smsSchema } from './sms-profile.ts';
import { textsSchema } from './sms-templates.ts';
import { needs } from './warning.ts';

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
const workdays = z
  .int({ error: '要写几个工作日,整数' })
  .min(1, { error: '至少1个工作日' })
  .max(60, { error: '最多60个工作日' });
/** A matter is a name, or says who deals with it when a visit finds such a need. */
const matter = z
  .union(
    [
      name,
      z.strictObject({
        name,
        department: key.optional().meta({ description: '转给哪个部门;不写就是民政自己办,不转' }),
        needs: z.array(needs).default([]).meta({ description: '走访时登记了这些困难,就自动转办' }),
        dueInWorkdays: workdays.optional().meta({ description: '几个工作日内答复;不写按 referrals' }),
      }),
    ],
    { error: '要写事项名称,或 {name: …, department: …, needs: […], dueInWorkdays: …}' },
  )
  .transform((written) => (typeof written === 'string' ? { name: written, needs: [] } : written));

/**
 * The rules of one province, as an admin writes them in `provinces/<province>.yaml`. Every block says whether its figures
 * were published or only illustrate. Messages are Chinese: `profile check` prints them beside file, line and key; where
 * none is given here, lib/profile-issues.ts words it.
 */
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
        expects: z
          .array(expectationSchema)
          .optional()
          .meta({ description: '这个部门应在哪天前报什么;到时候没有报来会提醒' }),
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
        key: key.optional().meta({ description: '名单的代号,取名单时写在地址里;不写就是 to' }),
        to: key,
        people: z.array(key).min(1, { error: '至少写一个类别' }),
        every: every.extract(['week', 'month', 'quarter']),
        day: z
          .int({ error: '要写第几天,整数' })
          .min(1, { error: '从1开始' })
          .max(28, { error: '最多28,免得2月没有' })
          .meta({ description: '第几天:按周时1是星期一;按月、按季时是几号' }),
        fields: z
          .array(
            oneOf(
              ['idNumber', 'name', 'division', 'categories', 'since'],
              'idNumber(身份证号)、name(姓名)、division(住址区划)、categories(类别)或 since(从哪天起)',
            ),
          )
          .min(1, { error: '至少写一栏' })
          .default(['name', 'division', 'categories', 'since'])
          .meta({ description: '给哪几栏;不写就不给身份证号。电话和病情从来不给' }),
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
        except: z.array(key).default([]).meta({ description: '又属于这些类别的不用去,例如已经纳入低保的' }),
        unlessWarned: z
          .boolean({ error: '要写 true 或 false' })
          .default(false)
          .meta({ description: 'true:正在预警核查的,或本期预警已经办结的,不用再去' }),
        within: limit.optional().meta({ description: '排定后多久内走访,例如 20 workdays;不写就是本期最后一天' }),
        basis,
      }),
    )
    .default([])
    .meta({ description: '定期探访、排查' }),
  matters: z
    .strictObject({ basis, list: z.array(matter).min(1, { error: '至少写一项' }) })
    .optional()
    .meta({ description: '一件事联办的事项' }),
  referrals: z
    .strictObject({ basis, dueInWorkdays: workdays })
    .default({ basis: 'illustrative', dueInWorkdays: 5 })
    .meta({ description: '转办件没有另写期限时,部门几个工作日内答复' }),
  calls: z
    .strictObject({ basis, dispatch: limit, finish: limit, extension: limit })
    .optional()
    .meta({ description: '热线工单的时限:派出、办结、最多延长' }),
  notices: noticesSchema,
  sms: smsSchema,
  texts: textsSchema.optional().meta({ description: '本省自己的通知文字,和短信平台审核通过的模板编号' }),
  statement: z.strictObject({
    basis,
    period: oneOf(['month', 'quarter', 'half-year', 'year'], 'month(月)、quarter(季)、half-year(半年)或 year(年)'),
    per: oneOf(['household', 'recipient'], 'household(一户一张)或 recipient(领帮扶的人一人一张)').default('household'),
    title: name,
    askAt: oneOf(['township', 'county'], 'township(找乡镇)或 county(找县)'),
    site: z.string().default('jz.example.gov.cn/q').meta({ description: '短信里的固定网址' }),
  }),
  ciphers: z
    .strictObject({
      seal: z.enum(['aes-256-gcm', 'sm4-gcm'], { error: '要写 aes-256-gcm 或 sm4-gcm(国密)' }),
      hash: z.enum(['sha256', 'sm3'], { error: '要写 sha256 或 sm3(国密);启用后不能再改' }),
    })
    .default({ seal: 'aes-256-gcm', hash: 'sha256' })
    .meta({ description: '个人信息加密和查找用的算法;要求国密的省写 {seal: sm4-gcm, hash: sm3}。hash 启用后不能再改' }),
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
export type List = Profile['lists'][number];
export type Matter = NonNullable<Profile['matters']>['list'][number];
export type Threshold = z.output<typeof threshold>;
export type Role = z.output<typeof roles>;
