import * as z from 'zod';
import { readLookUpCode } from '../../domain/look-up-code.ts';

export const codeBody = z.strictObject({
  code: z
    .string({ error: '查询码要写8位数字,加引号' })
    .max(40, { error: '查询码一共8位数字' })
    .refine((typed) => readLookUpCode(typed) !== undefined, { error: '查询码一共8位数字' })
    .meta({ description: '单子或短信上的查询码,8位数字', example: '4827 1936' }),
});
