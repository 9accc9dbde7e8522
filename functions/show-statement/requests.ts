import * as z from 'zod';
import { periodNamed } from '../../domain/statement-period.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery } from '../shared/staff-api/fields.ts';

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
