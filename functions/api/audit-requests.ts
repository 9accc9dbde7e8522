import * as z from 'zod';
import { oneOf, text } from '../../domain/events/fields.ts';
import { isDay } from '../../domain/shanghai-day.ts';

export const caseBody = z
  .strictObject({
    purpose: oneOf(['verification', 'complaint', 'audit']).meta({ description: '用途,会记录' }),
    note: text(200).optional(),
  })
  .meta({ id: 'CaseUnmask' });

export const explanationQuery = z.strictObject({
  at: z
    .string()
    .refine(isDay, { error: '日期要写成 2026-11-05 这样' })
    .optional()
    .meta({ format: 'date', description: '以前的哪一天,看到当天结束为止;不写就是现在' }),
});
