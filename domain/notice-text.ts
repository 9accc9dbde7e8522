import type { Notice } from './notice.ts';
import type { Parsed } from './refusal.ts';
import { cleanSmsText, fillTemplate, smsParts } from './sms-text.ts';

type Wording = { office: string; person?: string };

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
  'due-soon': { office: '提醒:{乡镇}1户{级别}预警应于{期限}前入户,编号{编号}。请抓紧上门并登记。' },
  urge: { office: '催办:{乡镇}1户{级别}预警应于{期限}前入户,至今未反馈,编号{编号}。请今天督促并登记。' },
  'overdue-reminder': {
    office: '逾期提醒:{乡镇}1户{级别}预警应于{期限}前入户,至今未反馈,编号{编号}。已同时催办到县。',
  },
  digest: { office: '{乡镇}早上好:在办{在办},其中明天到期{明天}户、超期{超期}户。{先看},登录系统查看。' },
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
  'task-answered': { office: '{地点}{事项}已有答复,编号{编号}。详情登录系统查看。' },
};

/** The text as it goes out, signature first. A name nobody knows, or that pushes it into a second part, goes: 您好 is polite enough. */
export function noticeText(notice: Pick<Notice, 'kind' | 'audience' | 'values'>, signature: string): Parsed<string> {
  const { office, person } = wordings[notice.kind];
  const wording = notice.audience.to === 'office' ? office : (person ?? office);
  const byName = wording.startsWith('{姓名}');
  const greeting = byName ? wording.slice('{姓名}'.length) : wording;
  const whole = written(notice.values['姓名'] === undefined ? greeting : wording, notice.values, signature);
  if (!byName || !whole.ok || smsParts(whole.value) === 1) return whole;
  const nameless = written(greeting, notice.values, signature);
  return nameless.ok && smsParts(nameless.value) < smsParts(whole.value) ? nameless : whole;
}

function written(wording: string, values: Record<string, string>, signature: string): Parsed<string> {
  const filled = fillTemplate(wording, values);
  return filled.ok ? { ok: true, value: cleanSmsText(`【${signature}】${filled.value}`) } : filled;
}
