import type { Notice } from './notice.ts';
import { type Parsed, refused } from './refusal.ts';
import { cleanSmsText, fillTemplate, smsParts } from './sms-text.ts';

/** Several wordings: the first whose variables are all given, unless a later one needs fewer parts. */
type Wording = { office: string | readonly string[]; person?: string };

/**
 * What people read, by kind: plain, warm, nothing that a stranger over the shoulder should know, no link in a variable.
 * The tone is that of a good civil servant; the province's signature goes before it.
 */
const wordings: Record<Notice['kind'], Wording> = {
  'warning-raised': {
    office: '{级别}预警:{乡镇}新增1户,编号{编号},请于{期限}前入户看望并登记。详情登录系统查看。',
    person: '{姓名}您好,{乡镇}民政办这几天会上门看看您家有没有难处。上门不收钱、不要密码。想改时间请打{电话}。',
  },
  'level-raised': {
    office: '{乡镇}1户预警升为{级别},编号{编号},请于{期限}前入户看望并登记。详情登录系统查看。',
  },
  'taken-over': {
    office: '{乡镇}接办1户{级别}预警,编号{编号},前面已经入户,请于{期限}前反馈结果。详情登录系统查看。',
  },
  'handed-over': { office: '{乡镇}1户{级别}预警已转到别处办理,编号{编号},不用再办。' },
  'due-soon': { office: '提醒:{乡镇}1户{级别}预警应于{期限}前{要做},编号{编号}。请抓紧办理并登记。' },
  urge: {
    office: [
      '催办:{乡镇}1户{级别}预警应于{期限}前{要做},至今未反馈,编号{编号}。请今天督促并登记。',
      '催办:{乡镇}1户{级别}预警超期未{要做},编号{编号}。请今天督促并登记。',
      '催办:{哪里}{户数}户预警超期({分级}),{未办},最早应于{期限}前办。请今天督促并登记,名单见系统。',
      '催办:{哪里}{户数}户预警超期({分级}),{未办}。请今天督促并登记,名单见系统。',
      '催办:{哪里}{户数}户预警超期,{未办}。请今天督促并登记,名单见系统。',
    ],
  },
  'overdue-reminder': {
    office: [
      '逾期提醒:{乡镇}1户{级别}预警应于{期限}前{要做},至今未反馈,编号{编号}。已同时催办到县。',
      '逾期提醒:{乡镇}1户{级别}预警超期未{要做},编号{编号}。已同时催办到县。',
      '逾期提醒:{哪里}{户数}户预警超期({分级}),{未办},最早应于{期限}前办。已催办到县,名单见系统。',
      '逾期提醒:{哪里}{户数}户预警超期({分级}),{未办}。已催办到县,名单见系统。',
      '逾期提醒:{哪里}{户数}户预警超期,{未办}。已催办到县,名单见系统。',
    ],
  },
  'ladder-hole': {
    office: '提醒:{地点}没有登记{级别}经办单位或收短信的手机,催办改发到您这里。请尽快补登。',
  },
  digest: {
    office: [
      '{乡镇}早上好:{全县}在办{在办},其中明天到期{明天}户、超期{超期}户({分布});另有{另有}件其他事。请督促,登录系统查看。',
      '{乡镇}早上好:{全县}在办{在办},其中明天到期{明天}户、超期{超期}户({分布})。请督促,登录系统查看。',
      '{乡镇}早上好:{全县}在办{在办},其中明天到期{明天}户、超期{超期}户。请督促,登录系统查看。',
      '{乡镇}早上好:在办{在办},其中明天到期{明天}户、超期{超期}户;另有{另有}件其他事。{先看},登录系统查看。',
      '{乡镇}早上好:在办{在办},其中明天到期{明天}户、超期{超期}户。{先看},登录系统查看。',
      '{乡镇}早上好:另有{另有}件事要办,登录系统查看。',
    ],
  },
  granted: { office: '', person: '{姓名}您好,您家的{事项}已批准,共{金额}元。没收到请打{电话}。' },
  statement: {
    office: '',
    person: '{姓名}您好,您家{期间}的{清单}出来了。手机看:{网址} 查询码{查询码}。看不清请打{电话}。',
  },
  'task-new': { office: '{地点}新来1件{事项},编号{编号},请于{期限}前完成。详情登录系统查看。' },
  'task-due-soon': { office: '提醒:{地点}1件{事项}应于{期限}前完成,编号{编号}。请抓紧办理。' },
  'task-urge': { office: '催办:{地点}1件{事项}应于{期限}前完成,至今没有结果,编号{编号}。请今天督促办理。' },
  'task-back': { office: '{地点}1件{事项}退回来了,编号{编号},请于{期限}前处理。原因登录系统查看。' },
  'visits-due-soon': {
    office: '提醒:{事项}应于{期限}前完成,还有没上门的。名单登录系统查看,请抓紧上门并登记。',
  },
  'visits-urge': { office: '催办:{事项}应于{期限}前完成,有的户至今没有上门。名单登录系统查看,请今天督促。' },
  'visits-overdue-reminder': {
    office: '逾期提醒:{事项}应于{期限}前完成,有的户至今没有上门。已同时催办到县。',
  },
  'task-answered': { office: '{地点}编号{编号}的{事项}都有了答复。详情登录系统查看。' },
  'task-undelivered': { office: '{地点}{事项}{编号}没能送到对方的系统,请打电话告诉对方。原因登录系统查看。' },
  'task-emergency': { office: '紧急:{地点}1件{事项}有人身安全危险,编号{编号}。请马上登录系统查看并派人处理。' },
};

/** Those whose variables are all given; where there is none, the first, so that what it lacks is named. */
function wordingsOf({ kind, audience, values }: Pick<Notice, 'kind' | 'audience' | 'values'>): readonly string[] {
  const { office, person } = wordings[kind];
  const all = [audience.to === 'office' ? office : (person ?? office)]
    .flat()
    // A name nobody knows, or that pushes it into a second part, goes: 您好 is polite enough.
    .flatMap((wording) => (wording.startsWith(NAMED) ? [wording, wording.slice(NAMED.length)] : [wording]));
  const given = all.filter((wording) => [...wording.matchAll(VARIABLE)].every(([, name = '']) => name in values));
  return given.length > 0 ? given : all.slice(0, 1);
}

const NAMED = '{姓名}';
const VARIABLE = /\{([^{}]+)\}/g;

/** The text as it goes out, signature first: of the wordings that can be filled the first that needs the fewest parts. */
export function noticeText(notice: Pick<Notice, 'kind' | 'audience' | 'values'>, signature: string): Parsed<string> {
  const [first, ...others] = wordingsOf(notice).map((wording) => written(wording, notice.values, signature));
  if (!first) return refused('no-wording', '这种通知没有模板,没有发送');
  return others.reduce(
    (best, each) => (best.ok && each.ok && smsParts(each.value) < smsParts(best.value) ? each : best),
    first,
  );
}

function written(wording: string, values: Record<string, string>, signature: string): Parsed<string> {
  const filled = fillTemplate(wording, values);
  return filled.ok ? { ok: true, value: cleanSmsText(`【${signature}】${filled.value}`) } : filled;
}
