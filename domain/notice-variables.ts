import { parsePhone } from './phone.ts';
import type { Profile } from './profile.ts';
import { withoutInvisible } from './typed-code.ts';

/** What sort of thing a variable is: how staff call it, what providers call it, and which values it may have. */
interface VariableType {
  title: string;
  /** As it is chosen at Aliyun when a template is applied for (变量属性). */
  property: '个人姓名' | '电话号码' | '金额' | '时间' | '其他号码' | '其他';
  /** What a value must be, for whoever reads a refusal. */
  right: string;
  fits: (value: string) => boolean;
}

const like = (form: RegExp) => (value: string) => form.test(value);
/** Somebody's words: anything that shows, on one line. */
const words = like(/^[^\n]{1,60}$/u);
/** What offices are reached at: a landline with its area code, 400, 95 or a short number; a mobile is somebody's own. */
const isPublicPhone = (value: string) => /^(400-?\d{3}-?\d{4}|95\d{3,6}|1\d{2,4})$/.test(value) || isLandline(value);
function isLandline(value: string): boolean {
  const parsed = parsePhone(value);
  return parsed.ok && parsed.value.kind === 'landline';
}

const types = {
  name: { title: '姓名', property: '个人姓名', right: '姓名', fits: like(/^\p{L}[\p{L}\p{M}· ]{0,24}$/u) },
  office: { title: '单位名称', property: '其他', right: '单位名称', fits: words },
  town: { title: '乡镇名称', property: '其他', right: '地名', fits: words },
  place: { title: '地名', property: '其他', right: '地名', fits: words },
  places: { title: '地名和个数', property: '其他', right: '地名', fits: words },
  landline: {
    title: '座机、400、95或短号码',
    property: '电话号码',
    right: '座机、400、95或短号码,不能是手机号',
    fits: isPublicPhone,
  },
  amount: { title: '金额(元)', property: '金额', right: '金额', fits: like(/^\d{1,9}(\.\d{2})?$/) },
  date: { title: '日期', property: '时间', right: '日期,例如1月15日', fits: like(/^\d{1,2}月\d{1,2}日$/) },
  deadline: { title: '期限', property: '其他', right: '日期或时刻', fits: words },
  period: { title: '时段', property: '其他', right: '时段', fits: words },
  code: { title: '查询码', property: '其他号码', right: '8位数字', fits: like(/^\d{8}$/) },
  number: { title: '编号', property: '其他号码', right: '编号', fits: words },
  count: { title: '个数', property: '其他号码', right: '数字', fits: like(/^\d{1,6}$/) },
  level: { title: '级别', property: '其他', right: '级别', fits: words },
  matter: { title: '事项名称', property: '其他', right: '事项名称', fits: words },
  phrase: { title: '固定说法', property: '其他', right: '说法', fits: words },
} as const satisfies Record<string, VariableType>;

/** What fills a wording: by its name there, what it is called at a provider that wants English names, and its type. */
const variables = {
  姓名: { as: 'name', type: 'name' },
  单位: { as: 'office', type: 'office' },
  乡镇: { as: 'town', type: 'town' },
  电话: { as: 'phone', type: 'landline' },
  金额: { as: 'amount', type: 'amount' },
  总额: { as: 'total', type: 'amount' },
  件数: { as: 'items', type: 'count' },
  各项: { as: 'kinds', type: 'phrase' },
  日期: { as: 'day', type: 'date' },
  期限: { as: 'deadline', type: 'deadline' },
  期间: { as: 'period', type: 'period' },
  查询码: { as: 'code', type: 'code' },
  编号: { as: 'number', type: 'number' },
  级别: { as: 'level', type: 'level' },
  要做: { as: 'todo', type: 'phrase' },
  事项: { as: 'matter', type: 'matter' },
  地点: { as: 'place', type: 'place' },
  哪里: { as: 'where', type: 'places' },
  户数: { as: 'count', type: 'count' },
  明天: { as: 'tomorrow', type: 'count' },
  超期: { as: 'overdue', type: 'count' },
  另有: { as: 'others', type: 'count' },
  分级: { as: 'levels', type: 'phrase' },
  在办: { as: 'open', type: 'phrase' },
  未办: { as: 'undone', type: 'phrase' },
  全县: { as: 'whole', type: 'phrase' },
  分布: { as: 'places', type: 'places' },
  先看: { as: 'first', type: 'phrase' },
} as const satisfies Record<string, { as: string; type: keyof typeof types }>;

export type VariableName = keyof typeof variables;

export const variableNames: readonly string[] = Object.keys(variables);

const isVariable = (name: string): name is VariableName => Object.hasOwn(variables, name);
/** A variable by its Chinese name, with its type spelt out; undefined where there is none. */
export function variableNamed(name: string): (VariableType & { name: VariableName; as: string }) | undefined {
  if (!isVariable(name)) return undefined;
  const { as, type } = variables[name];
  return { name, as, ...types[type] };
}

/** The dot inside a name as China's own encoding writes it: its look-alikes are refused by providers, or turn into a box. */
const DOTS = /[•‧・∙⋅●.]/gu;
/** A value as it is sent. */
export function valueAsSent(name: string, value: string): string {
  const clean = withoutInvisible(value).trim();
  return name === '姓名' ? clean.replace(DOTS, '·') : clean;
}

/** Why a value cannot be what it stands for, in Chinese, naming the variable and never the value; undefined where it can. */
export function unfitFor(name: string, value: string): string | undefined {
  const variable = variableNamed(name);
  return variable === undefined || variable.fits(value) ? undefined : `模板变量“${name}”应当是${variable.right}`;
}

/**
 * What is the same in every message of a province, and so belongs to the text that a provider approves: no provider lets an
 * address come as a variable.
 */
export const fixedValues = ({ statement }: Pick<Profile, 'statement'>) => ({
  网址: statement.site,
  清单: statement.title,
});

export const fixedNames = ['网址', '清单'] as const satisfies (keyof ReturnType<typeof fixedValues>)[];
export const isFixed = (name: string): boolean => fixedNames.some((each) => each === name);
