import type { Profile } from './profile.ts';

/** What fills a wording: by its name there, what it is called at providers that want English names, and what sort of thing it is. */
export const variables = {
  姓名: { as: 'name', type: 'name' },
  乡镇: { as: 'town', type: 'town' },
  电话: { as: 'phone', type: 'landline' },
  金额: { as: 'amount', type: 'amount' },
  总额: { as: 'total', type: 'amount' },
  件数: { as: 'items', type: 'count' },
  各项: { as: 'kinds', type: 'spread' },
  日期: { as: 'day', type: 'date' },
  期限: { as: 'deadline', type: 'deadline' },
  期间: { as: 'period', type: 'period' },
  查询码: { as: 'code', type: 'code' },
  编号: { as: 'number', type: 'number' },
  级别: { as: 'level', type: 'level' },
  要做: { as: 'todo', type: 'todo' },
  事项: { as: 'matter', type: 'matter' },
  地点: { as: 'place', type: 'place' },
  哪里: { as: 'where', type: 'places' },
  户数: { as: 'count', type: 'count' },
  明天: { as: 'tomorrow', type: 'count' },
  超期: { as: 'overdue', type: 'count' },
  另有: { as: 'others', type: 'count' },
  分级: { as: 'levels', type: 'levels' },
  在办: { as: 'open', type: 'levels' },
  未办: { as: 'undone', type: 'undone' },
  全县: { as: 'whole', type: 'whole' },
  分布: { as: 'places', type: 'spread' },
  先看: { as: 'first', type: 'advice' },
} as const satisfies Record<string, { as: string; type: string }>;

type Variable = keyof typeof variables;

const isVariable = (name: string): name is Variable => Object.hasOwn(variables, name);
export const variableNamed = (name: string) => (isVariable(name) ? variables[name] : undefined);

/**
 * What is the same in every message of a province, and so belongs to the text that a provider approves: no provider lets an
 * address come as a variable.
 */
export const fixedValues = ({ statement }: Pick<Profile, 'statement'>) => ({
  网址: statement.site,
  清单: statement.title,
});

const fixed = new Set<string>(['网址', '清单'] satisfies (keyof ReturnType<typeof fixedValues>)[]);
export const isFixed = (name: string): boolean => fixed.has(name);
