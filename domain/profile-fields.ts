import * as z from 'zod';
import { parseLimit } from './calendar.ts';

/* The small parts that rules are made of, each with what would be right in Chinese. */

export const basis = z
  .enum(['published', 'illustrative'], {
    error: '要写 basis: published(有公开出处)或 basis: illustrative(演示数值,启用前须核定)',
  })
  .meta({ description: '依据:published 有公开出处;illustrative 演示数值,启用前须核定' });

export const key = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: '代号用小写英文字母、数字和连字符,以字母开头' });
export const name = z.string().min(1, { error: '名称不能为空' });
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, explained: string) =>
  z.enum(values, { error: `要写 ${explained}` }).meta({ description: explained });

const LIMIT = '期限要写成 5 workdays 或 48 hours';
export const limit = z
  .string({ error: LIMIT })
  .regex(/^[1-9]\d{0,2} (workday|hour)s?$/, { error: LIMIT })
  .transform((text, context) => {
    const parsed = parseLimit(text);
    if (parsed) return parsed;
    context.issues.push({ code: 'custom', message: LIMIT, input: text });
    return z.NEVER;
  })
  .meta({ description: '期限:5 workdays(工作日)或 48 hours(自然小时,夜里和节假日照算)', examples: ['5 workdays'] });
export const months = z
  .string({ error: '要写成 6 months' })
  .regex(/^[1-9]\d? months?$/, { error: '要写成 6 months' })
  .transform((text) => Number.parseInt(text, 10))
  .meta({ description: '月数,写成 6 months', examples: ['6 months'] });
export const percent = z
  .string({ error: '比例要写成 "50%"(加引号)' })
  .regex(/^\d{1,3}(\.\d+)?%$/, { error: '比例要写成 "50%"(加引号)' })
  .transform((text) => Number.parseFloat(text) / 100)
  .meta({ description: '比例,写成 "50%"', examples: ['50%'] });
export const yuan = z.number({ error: '金额要写数字,单位元,不加引号' }).nonnegative({ error: '金额不能是负数' });
export const validMonths = z
  .int({ error: '有效月数要写整数,例如 6' })
  .positive({ error: '有效月数至少1个月' })
  .meta({ description: '从事情发生之日起算几个月' });
export const points = z.number({ error: '分值要写数字,例如 20' }).positive({ error: '分值要大于0' });
