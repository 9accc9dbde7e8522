import * as z from 'zod';
import { day, oneOf, text } from '../../domain/events/fields.ts';
import { deliveryMethods, takers } from '../../domain/statement-delivery.ts';
import { isStatementNumber } from '../../domain/statement-number.ts';
import { periodNamed } from '../../domain/statement-period.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery, limit, version } from '../shared/staff-api/fields.ts';

/** What is taken: queries and bodies as schemas, from which the OpenAPI document is made too. */
const period = z
  .string()
  .refine((name) => periodNamed(name) !== undefined, {
    error: 'period 要写成 2026-12、2026-Q4、2026-H2 或 2026',
  })
  .optional()
  .meta({
    description: '哪一期:月 2026-12、季 2026-Q4、半年 2026-H2、年 2026;不写就是上一期',
    example: '2026-Q4',
  });

export const printQuery = z.strictObject({
  division: areaQuery.optional().meta({ description: '县(6位)、乡镇(9位)或村(12位);不写就是自己的辖区' }),
  period,
  /** Area and id of the last sheet of the part before, and how many of its village were printed. */
  cursor: cursorOf(z.tuple([z.string(), z.string(), z.int().min(0)])).optional(),
});

export const listQuery = z.strictObject({
  division: areaQuery.optional(),
  period,
  delivered: z
    .enum(['true', 'false'], { error: 'delivered 要写 true 或 false' })
    .optional()
    .meta({ description: 'false 只看还没送到的,true 只看送到的' }),
  number: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isStatementNumber, { error: '单号要写成 Q2612-48210937 这样' })
    .optional()
    .meta({ description: '送达联上的单号' }),
  cursor: cursorOf(z.tuple([z.string(), z.string()])).optional(),
  limit,
});

export const deliveredBody = z
  .strictObject({
    deliveredOn: day.meta({ description: '哪天送到' }),
    to: oneOf(takers).meta({ description: '谁收的:本人、家里人、邻居、村里' }),
    name: text(40).optional().meta({ description: '代收人姓名;家里人、邻居代收时要写' }),
    relation: text(20).optional().meta({ description: '代收人和这户的关系,例如 儿子' }),
    method: oneOf(deliveryMethods).meta({ description: '当面交、邮寄、当面念' }),
    note: text(200).optional(),
    version,
  })
  .meta({ id: 'StatementDelivery' });
