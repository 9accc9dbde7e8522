import * as z from 'zod';
import { eventNames } from '../../domain/events/schemas.ts';

/** What "my month" answers. */
const sums = {
  sent: z.int().meta({ description: '报了多少;总是等于后四项相加' }),
  accepted: z.int().meta({ description: '收下的' }),
  unchanged: z.int().meta({ description: '和以前报的一样、没有再存的(只有文件里的行)' }),
  duplicate: z.int().meta({ description: '重复的' }),
  rejected: z.int().meta({ description: '没收下的:填错的、无权报的、同号不同内容的' }),
};
const type = z.enum([...eventNames.options, 'unknown']).meta({ description: '报的是什么;unknown 是没写对类型的' });
const typeName = z.string().meta({ example: '医疗费用结算' });
const day = z.string().meta({ format: 'date', example: '2026-10-12' });

export const totalsView = z
  .object({
    month: z.string().meta({ example: '2026-10' }),
    department: z.string().meta({ example: 'medical-insurance' }),
    departmentName: z.string().meta({ example: '医保' }),
    division: z.string().meta({ description: '哪个地方的', example: '621121000' }),
    place: z.string().meta({ example: '通渭县' }),
    total: z.object(sums).meta({ id: 'SentSums' }),
    byType: z.array(z.object({ type, typeName, ...sums })),
    days: z
      .array(z.object({ day, type, typeName, via: z.enum(['api', 'file']), ...sums, files: z.int() }))
      .meta({ description: '按天,新的在前。via:api 是系统直接报的,file 是文件里的;文件算在登记那天,试读和撤回的不算' }),
    expected: z
      .array(
        z.object({
          types: z.array(z.object({ type: eventNames, typeName })).meta({ description: '报其中一种就算报了' }),
          from: day.meta({ description: '从哪天起报来的算' }),
          dueOn: day.meta({ description: '应在哪天前报' }),
          came: z.boolean().meta({ description: '报来了没有' }),
          overdue: z.boolean().meta({ description: '过了日子还没报来' }),
          text: z.string().meta({ example: '医疗费用结算应在10月30日前报,还没有报来;这个月没有的话,传一个空表就行' }),
        }),
      )
      .meta({ description: '这个月应报的' }),
  })
  .meta({ id: 'DepartmentTotals' });
