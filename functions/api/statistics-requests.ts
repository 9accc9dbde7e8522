import * as z from 'zod';
import { isDay } from '../../domain/shanghai-day.ts';
import { areaQuery } from '../shared/staff-api/fields.ts';

export const dayQuery = z.string().refine(isDay, { error: '日期要写成 2026-11-05 这样' });

export const statisticsQuery = z.strictObject({
  division: areaQuery.optional(),
  from: dayQuery.optional().meta({ format: 'date', description: '从哪天(含);不写就是 to 那个月的1日' }),
  to: dayQuery.optional().meta({ format: 'date', description: '到哪天(含);不写就是今天' }),
  by: z
    .enum(['division', 'level', 'day', 'month', 'indicator'], {
      error: 'by 可以写 division(下级区划)、level(级别)、day(天)、month(月)或 indicator(指标)',
    })
    .optional()
    .meta({ description: '分项:division 下级区划、level 级别、day 天、month 月、indicator 指标;不写只给合计' }),
});

export const deliveryQuery = statisticsQuery.extend({
  by: z
    .enum(['division', 'provider', 'failure', 'day', 'month'], {
      error: 'by 可以写 division(下级区划)、provider(短信平台)、failure(没送到的原因)、day(天)或 month(月)',
    })
    .optional()
    .meta({
      description: '分项:division 下级区划、provider 短信平台、failure 没送到的原因、day 天、month 月;不写只给合计',
    }),
});
