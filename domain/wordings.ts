/**
 * What people read, by stable keys: kind of notice, to whom, and where one has several the variant. Plain, warm, nothing that a
 * stranger over the shoulder should know, no link in a variable. A province may put its own in their place (`texts` of its
 * profile). Several of one kind stand in the order of preference.
 */
export const wordings = {
  'warning-raised.office': '{级别}预警:{乡镇}新增1户,编号{编号},请于{期限}前入户看望并登记。详情登录系统查看。',
  'warning-raised.person':
    '{姓名}您好,{单位}这几天会上门看看您家有没有难处。上门不收钱、不要密码。想改时间请打{电话}。',
  'warning-raised.person.plain':
    '您好,民政办这几天会上门看看您家有没有难处。上门不收钱、不要密码。想改时间请打{电话}。',
  'level-raised.office': '{乡镇}1户预警升为{级别},编号{编号},请于{期限}前入户看望并登记。详情登录系统查看。',
  'taken-over.office': '{乡镇}接办1户{级别}预警,编号{编号},前面已经入户,请于{期限}前反馈结果。详情登录系统查看。',
  'handed-over.office': '{乡镇}1户{级别}预警已转到别处办理,编号{编号},不用再办。',
  'due-soon.office': '提醒:{乡镇}1户{级别}预警应于{期限}前{要做},编号{编号}。请抓紧办理并登记。',
  'urge.office.single': '催办:{乡镇}1户{级别}预警应于{期限}前{要做},至今未反馈,编号{编号}。请今天督促并登记。',
  'urge.office.single-short': '催办:{乡镇}1户{级别}预警超期未{要做},编号{编号}。请今天督促并登记。',
  'urge.office.joint': '催办:{哪里}共{户数}户预警超期({分级}),{未办},最早应于{期限}前办。请今天督促并登记,名单见系统。',
  'urge.office.joint-undated': '催办:{哪里}共{户数}户预警超期({分级}),{未办}。请今天督促并登记,名单见系统。',
  'urge.office.joint-short': '催办:{哪里}共{户数}户预警超期,{未办}。请今天督促并登记,名单见系统。',
  'overdue-reminder.office.single':
    '逾期提醒:{乡镇}1户{级别}预警应于{期限}前{要做},至今未反馈,编号{编号}。已同时催办到县。',
  'overdue-reminder.office.single-short': '逾期提醒:{乡镇}1户{级别}预警超期未{要做},编号{编号}。已同时催办到县。',
  'overdue-reminder.office.joint':
    '逾期提醒:{哪里}共{户数}户预警超期({分级}),{未办},最早应于{期限}前办。已催办到县,名单见系统。',
  'overdue-reminder.office.joint-undated': '逾期提醒:{哪里}共{户数}户预警超期({分级}),{未办}。已催办到县,名单见系统。',
  'overdue-reminder.office.joint-short': '逾期提醒:{哪里}共{户数}户预警超期,{未办}。已催办到县,名单见系统。',
  'ladder-hole.office': '提醒:{地点}没有登记{级别}经办单位或收短信的手机,催办改发到您这里。请尽快补登。',
  'digest.office.county-more':
    '{乡镇}早上好:{全县}在办{在办},其中明天到期{明天}户、超期{超期}户({分布});另有{另有}件其他事。请督促,登录系统查看。',
  'digest.office.county-places':
    '{乡镇}早上好:{全县}在办{在办},其中明天到期{明天}户、超期{超期}户({分布})。请督促,登录系统查看。',
  'digest.office.county': '{乡镇}早上好:{全县}在办{在办},其中明天到期{明天}户、超期{超期}户。请督促,登录系统查看。',
  'digest.office.township-more':
    '{乡镇}早上好:在办{在办},其中明天到期{明天}户、超期{超期}户;另有{另有}件其他事。{先看},登录系统查看。',
  'digest.office.township': '{乡镇}早上好:在办{在办},其中明天到期{明天}户、超期{超期}户。{先看},登录系统查看。',
  'digest.office.more-only': '{乡镇}早上好:另有{另有}件事要办,登录系统查看。',
  'missed.person': '{姓名}您好,{单位}的同志{日期}到您家没遇到人。方便时请打{电话},或让家里人、村干部说一声。',
  'missed.person.plain': '您好,民政办的同志{日期}到您家没遇到人。方便时请打{电话},或让家里人、村干部说一声。',
  'granted.person.dated': '{姓名}您好,您家的{事项}已批准,共{金额}元,{日期}前打到您家卡上。没收到请打{电话}。',
  'granted.person': '{姓名}您好,您家的{事项}已批准,共{金额}元。没收到请打{电话}。',
  'granted.person.plain': '{姓名}您好,您家的一笔救助已批准,共{金额}元。没收到请打{电话}。',
  'granted.person.with-statement':
    '{姓名}您好,您家的{事项}已批准,共{总额}元。{期间}的{清单}也出来了,手机看:{网址} 查询码{查询码}。有不清楚的请打{电话}。',
  'statement.person': '{姓名}您好,您家{期间}的{清单}出来了。手机看:{网址} 查询码{查询码}。看不清请打{电话}。',
  'statement.person.brought': '{姓名}您好,您家的{清单}已印好,村干部会送上门。手机看:{网址} 查询码{查询码}',
  'task-new.office': '{地点}新来1件{事项},编号{编号},请于{期限}前完成。详情登录系统查看。',
  'task-due-soon.office': '提醒:{地点}1件{事项}应于{期限}前完成,编号{编号}。请抓紧办理。',
  'task-due-soon.office.joint': '提醒:{件数}件事快到期({各项})。请抓紧办理,名单登录系统查看。',
  'task-urge.office': '催办:{地点}1件{事项}应于{期限}前完成,至今没有结果,编号{编号}。请今天督促办理。',
  'task-urge.office.joint': '催办:{件数}件事超期没有结果({各项})。请今天督促办理,名单登录系统查看。',
  'task-back.office': '{地点}1件{事项}退回来了,编号{编号},请于{期限}前处理。原因登录系统查看。',
  'visits-due-soon.office': '提醒:{事项}应于{期限}前完成,还有没上门的。名单登录系统查看,请抓紧上门并登记。',
  'visits-urge.office': '催办:{事项}应于{期限}前完成,有的户至今没有上门。名单登录系统查看,请今天督促。',
  'visits-overdue-reminder.office': '逾期提醒:{事项}应于{期限}前完成,有的户至今没有上门。已同时催办到县。',
  'task-answered.office': '{地点}编号{编号}的{事项}都有了答复。详情登录系统查看。',
  'task-undelivered.office': '{地点}的{事项}没能送到对方的系统,编号{编号},请打电话告诉对方。原因登录系统查看。',
  'task-emergency.office': '紧急:{地点}1件{事项}有人身安全危险,编号{编号}。请马上登录系统查看并派人处理。',
  'reports-due-soon.office': '{地点}的{事项}应在{期限}前报数据,现在还没有报来。方便时请打个电话问问,有难处帮一把。',
  'reports-overdue.office': '{地点}的{事项}应在{期限}前报数据,至今没有报来,可能有困难家庭还没被看到。请今天问一问。',
} as const satisfies Record<string, string>;

const NAMED = '{姓名}';
const UNNAMED = '.unnamed';

/** A wording begins with a name that may be unknown, or push it into a second part: then the name goes, 您好 is polite enough. */
const withoutName = (text: string): string | undefined =>
  text.startsWith(NAMED) ? text.slice(NAMED.length) : undefined;

/** All keys, also those of the wordings without the name (`granted.person.unnamed`). */
export const wordingKeys: readonly string[] = Object.entries(wordings).flatMap(([key, text]) =>
  withoutName(text) === undefined ? [key] : [key, `${key}${UNNAMED}`],
);

/** A province's own texts, by key; what it does not give keeps the default. */
type Own = Readonly<Record<string, { text?: string | undefined } | undefined>>;

/** The wordings of one kind to an office or a person, in the order of preference; none where nobody of that sort is told. */
export function wordingsFor(kind: string, to: 'office' | 'person', own: Own = {}): { key: string; text: string }[] {
  const start = `${kind}.${to}`;
  return Object.entries(wordings)
    .filter(([key]) => key === start || key.startsWith(`${start}.`))
    .flatMap(([key, written]) => {
      const text = own[key]?.text ?? written;
      const bare = own[`${key}${UNNAMED}`]?.text ?? withoutName(text);
      return [{ key, text }, ...(bare === undefined ? [] : [{ key: `${key}${UNNAMED}`, text: bare }])];
    });
}

/** One wording by its key; undefined where there is none. */
export function wordingNamed(key: string, own: Own = {}): string | undefined {
  const [kind = '', to] = key.split('.');
  if (to !== 'office' && to !== 'person') return undefined;
  return wordingsFor(kind, to, own).find((each) => each.key === key)?.text;
}

/** The variables of a wording in the order in which they stand. */
export const variablesOf = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
