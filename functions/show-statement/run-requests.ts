import * as z from 'zod';
import { isDay } from '../../domain/shanghai-day.ts';
import { areaQuery } from '../shared/staff-api/fields.ts';

const day = z
  .string()
  .refine(isDay, { error: '日期要写成 2026-10-01 这样' })
  .meta({ format: 'date', example: '2026-10-01' });
const together = { path: ['to'], error: '起止日期要一起写' };
const asked = { from: day.optional(), to: day.optional(), division: areaQuery.optional() };

export const runsQuery = z
  .object({ ...asked, from: day.optional().meta({ format: 'date', description: '哪一期;不写就是上一期' }) })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), together);
export const runBody = z
  .strictObject(asked)
  .refine(({ from, to }) => (from === undefined) === (to === undefined), together);
