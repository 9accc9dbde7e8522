import type { SmsProviderName } from './sms-profile.ts';
import { variablesOf } from './wordings.ts';

/*
 * What providers publish about what they refuse. Read 2026-11:
 * - Aliyun, 通知短信模板规范: help.aliyun.com/document_detail/463270.htm
 * - Aliyun, 申请短信模板 (variables): help.aliyun.com/document_detail/44357.html
 * - Aliyun, 签名规范: alibabacloud.com/help/tc/sms/user-guide/sms-signature
 * - Tencent, 正文模板审核标准: cloud.tencent.com/document/product/382/39023
 * - Tencent, FAQ on templates: cloud.tencent.com/document/product/382/13301
 * Both say that the rules of the ministry and the carriers change, and that the answer to an application is what counts.
 */

/** A wording before it is filled, and what fills it. `text` holds what is fixed (the address) and the rest as {姓名}. */
export interface Draft {
  signature: string;
  text: string;
  values: Readonly<Record<string, string>>;
}

/** Where a province knows more than is published: Tencent shows the length of a variable in the console only. */
export interface Limits {
  tencentVariable?: number | undefined;
}

interface Rule {
  /** The providers that publish it. */
  of: readonly SmsProviderName[];
  /** Each thing wrong, in Chinese. */
  refuse: (draft: Draft, provider: SmsProviderName, limits: Limits) => readonly string[];
}

const CHINA = ['aliyun', 'tencent', 'mas'] as const satisfies readonly SmsProviderName[];
const ALL = ['sns', ...CHINA] as const satisfies readonly SmsProviderName[];
const TEMPLATES = ['aliyun', 'tencent'] as const satisfies readonly SmsProviderName[];

const when = (wrong: boolean, message: string): readonly string[] => (wrong ? [message] : []);

/** The text as somebody reads it, the signature before it. */
const asRead = ({ signature, text, values }: Draft) =>
  `【${signature}】${text.replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? '')}`;
const withoutVariables = (text: string) => text.replace(/\{[^{}]+\}/g, ' ');
const usedValues = ({ text, values }: Draft): [string, string][] =>
  [...new Set(variablesOf(text))].map((name) => [name, values[name] ?? '']);

const MOBILE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/;
const PUBLIC_PHONE = /(?<![\d-])(?:0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|9[56]\d{3,6}|1[02]\d{3})(?![\d.元])/g;
const DECLINE = /拒收|退订|回复?\s*(?:TD|[RTN])(?![A-Za-z])/i;
const LINK = /https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|gov|top|cc|vip|me|ly|io|info|link|xyz)(?![a-z])/i;
/** An address that goes on in a variable, or out of one. */
const LINK_WITH_VARIABLE = /[a-z0-9-]+\.[a-z0-9./?=&_-]*\{|\{[^{}]+\}\.[a-z]/i;
const SHORT_LINK =
  /(?<![\w.-])(?:t\.cn|dwz\.cn|url\.cn|suo\.im|suo\.nz|bit\.ly|tinyurl\.com|goo\.gl|m\.tb\.cn|a\.co|is\.gd|u\.nu|3\.cn|sourl\.cn|s\.id)(?:\/|$)/i;

const banned = {
  aliyun: {
    symbols: /[#『』「」〖〗•①-⑳★☆※→←↑↓●◆■▲▼♥²³]|\p{Extended_Pictographic}/gu,
    words: words(
      '色情 赌博 毒品 党政 博彩 赌球 彩票 暴力 恐吓 走私 棋牌 成人用品 违禁品 上门追讨 比分竞猜 众筹 慈善募捐 宗教 迷信 算命 算卦 风水 股票 私募 原油期货',
      '虚拟货币 刻章 烟酒 代开发票 代理注册 代办证件 代办年检 代理记账 加群 加QQ 加微信 加客服 回复确认收货 营业厅 大王卡 短信群发 刷单 做任务 空包网 数字藏品 租机',
      '法律维权 调解 商标注册 留学 移民 贷款 催款 信用卡提额 投资理财 中奖 抽奖 一元夺宝 一元秒杀 一元云购 二类电商 淘口令 零元购 整容 医美 皮草 返现 返利 殡葬',
      '邀请好评 积分兑换 积分领取 职业培训 问卷调查 装修 POS机 上门按摩 兼职 邀请注册 用户拉新 用户召回',
    ),
  },
  tencent: {
    symbols: /[\u00a5\uffe5★☆※☞✓^&]|\p{Extended_Pictographic}/gu,
    words: words(
      '股票 移民 面试招聘 彩票 返利 抽奖 贷款 催款 征信 投资理财 赌博 中奖 毒品 党政 法律维权 众筹 慈善捐款 宗教 迷信 殡葬 刷单 空包网 一元夺宝 一元秒杀 医疗 整形 美容',
      '会所 酒吧 足浴 暴力 恐吓 色情 皮草 助考 装修 商标注册 加群 加QQ 加微信 相亲交友 代开发票 年检 婚宴 寿宴 婚庆 招商 招募 算命 算卦 信用卡提额 返现 邀请好评 用户拉新',
      '用户召回 积分领取 积分兑换 问卷调查',
    ),
  },
} as const;

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}

const bannedBy = (provider: SmsProviderName) =>
  provider === 'aliyun' || provider === 'tencent' ? banned[provider] : undefined;

function bannedIn(text: string, provider: SmsProviderName): string[] {
  const list = bannedBy(provider);
  if (!list) return [];
  const symbols = [...new Set(text.match(list.symbols) ?? [])];
  return [
    ...symbols.map((symbol) => `符号“${symbol}”`),
    ...list.words.filter((word) => text.includes(word)).map((word) => `“${word}”一词`),
  ];
}

const MOST_CHARACTERS = 500;
const MOST_CONTACTS = 2;
/** Characters of one variable at Aliyun; whoever makes long values keeps to it. */
export const MOST_IN_VARIABLE = 35;

const rules: readonly Rule[] = [
  {
    of: CHINA,
    refuse: ({ signature }) => [
      ...when(signature.length < 2 || signature.length > 12, '签名要2到12个字'),
      ...when(!/^[\p{Script=Han}A-Za-z0-9]+$/u.test(signature), '签名只能用汉字、字母和数字,不能有符号和空格'),
      ...when(/^\d+$/.test(signature), '签名不能都是数字'),
    ],
  },
  {
    of: ALL,
    refuse: ({ text }) => when(/[【】]/.test(text), '正文里不能有【】,会和签名混淆'),
  },
  {
    of: ['aliyun'],
    refuse: ({ text }) => when(/^\[|\]$/.test(text.trim()), '正文开头和结尾不能用[ ]'),
  },
  {
    of: TEMPLATES,
    refuse: ({ text }, provider) => bannedIn(withoutVariables(text), provider).map((what) => `正文里有不能用的${what}`),
  },
  {
    of: ALL,
    refuse: (draft) => when(MOBILE.test(asRead(draft)), '有手机号:政务通知的联系电话只能是座机、400或95开头的号码'),
  },
  {
    of: CHINA,
    refuse: (draft) =>
      when((asRead(draft).match(PUBLIC_PHONE) ?? []).length > MOST_CONTACTS, `联系电话最多${MOST_CONTACTS}个`),
  },
  {
    of: CHINA,
    refuse: ({ text }) => when(DECLINE.test(text), '政务通知不能写“拒收请回复R”一类退订的话'),
  },
  {
    of: ALL,
    refuse: ({ text }) => when(SHORT_LINK.test(text), '不能用短链接,要写已备案的完整网址'),
  },
  {
    of: CHINA,
    refuse: ({ text }) => when(LINK_WITH_VARIABLE.test(text), '网址里不能有变量,要整个写在正文里'),
  },
  {
    of: TEMPLATES,
    refuse: ({ text }) =>
      when(/\}\s*\{/.test(text), '两个变量不能挨着,中间要有文字').concat(
        when(!/\p{Script=Han}/u.test(withoutVariables(text)), '不能只有变量没有文字'),
      ),
  },
  {
    of: ['aliyun'],
    refuse: ({ text }) => {
      const names = variablesOf(text);
      const twice = names.filter((name, at) => names.indexOf(name) !== at);
      return [...new Set(twice)].map((name) => `变量“${name}”用了两次,同一个变量只能出现一次`);
    },
  },
  {
    of: ALL,
    refuse: (draft, provider, limits) =>
      usedValues(draft).flatMap(([name, value]) => valueRefusals(name, value, provider, limits)),
  },
  {
    of: ['aliyun', 'tencent'],
    refuse: (draft) => {
      const { length } = asRead(draft);
      return when(length > MOST_CHARACTERS, `连签名一共${length}个字,最多${MOST_CHARACTERS}个`);
    },
  },
];

/** Why a provider would refuse a wording with these values, in Chinese; empty where nothing published speaks against it. */
export const vendorRefusals = (draft: Draft, provider: SmsProviderName, limits: Limits = {}): string[] => [
  ...new Set(rules.filter(({ of }) => of.includes(provider)).flatMap(({ refuse }) => refuse(draft, provider, limits))),
];

/** Why a provider would refuse one value of a variable; the variable is named, the value is not. */
export function valueRefusals(
  name: string,
  value: string,
  provider: SmsProviderName,
  { tencentVariable }: Limits = {},
): string[] {
  const most = provider === 'aliyun' ? MOST_IN_VARIABLE : provider === 'tencent' ? tencentVariable : undefined;
  return [
    ...when(
      most !== undefined && value.length > most,
      `变量“${name}”的内容最长有${value.length}个字,这家平台最多${most}个`,
    ),
    ...when(LINK.test(value), `变量“${name}”的内容里不能有网址`),
    ...when(MOBILE.test(value), `变量“${name}”的内容里不能有手机号`),
    ...when(/[【】]/.test(value), `变量“${name}”的内容里不能有【】`),
    ...bannedIn(value, provider).map((what) => `变量“${name}”的内容里有不能用的${what}`),
  ];
}
