import * as z from 'zod';
import { day, division, oneOf, text } from '../../domain/events/fields.ts';
import { services } from '../../domain/service-match.ts';
import { met, needs } from '../../domain/warning.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery, instant, limit, version } from '../shared/staff-api/fields.ts';

/** What is taken: queries and bodies as schemas, from which the OpenAPI document is made too. */
const page = { division: areaQuery.optional(), cursor: cursorOf(z.tuple([z.int(), z.string()])).optional(), limit };
const service = services.meta({ description: '照料、助餐、理发、陪伴、助学辅导、法律帮助、维修、其他' });

export const visitsQuery = z.strictObject({
  ...page,
  watch: text(60).optional().meta({ description: '只看这一项走访,写规则里的名称' }),
  overdue: z
    .enum(['true', 'false'], { error: '要写 true 或 false' })
    .optional()
    .meta({ description: 'true 只看超期的,false 只看没超期的' }),
});

export const doneBody = z
  .strictObject({
    visitedAt: instant,
    met: met.meta({ description: '见到谁。没见到人(nobody)只记下来过,走访还要再做' }),
    answers: z
      .array(
        z.strictObject({ item: text(60), ok: z.boolean({ error: '要写 true 或 false' }), note: text(200).optional() }),
      )
      .max(30)
      .default([])
      .meta({ description: '清单逐项的结果;见到人时每一项都要填' }),
    needs: z.array(needs).max(7).default([]).meta({ description: '有哪些困难;会当作主动反映,按规则发预警' }),
    services: z.array(service).max(8).default([]).meta({ description: '需要哪些服务;会登记为帮扶需求' }),
    note: text(500).optional(),
    version,
  })
  .meta({ id: 'PlannedVisitDone' });
export const skipBody = z
  .strictObject({
    reason: oneOf(['moved-away', 'refused', 'other']).meta({ description: '搬走了、本人谢绝、其他(要写 note)' }),
    note: text(500).optional(),
    version,
  })
  .refine(({ reason, note }) => reason !== 'other' || note !== undefined, {
    path: ['note'],
    error: '其他原因要写明',
  })
  .meta({ id: 'PlannedVisitSkip' });
export const reassignBody = z
  .strictObject({
    to: division.meta({ description: '改由哪个乡镇或村走访,9位或12位区划代码' }),
    reason: text(200),
    version,
  })
  .meta({ id: 'PlannedVisitReassign' });

export const offersQuery = z.strictObject({ ...page, kind: service.optional() });
export const offerBody = z
  .strictObject({
    kind: service,
    organisation: text(60).meta({ description: '谁提供:社会组织或村级服务站' }),
    contact: text(60).meta({ description: '联系人和电话' }),
    where: z
      .array(division)
      .min(1, { error: '至少写一个县或乡镇' })
      .max(60)
      .meta({ description: '在哪里提供:同一个县的乡镇,或者写县' }),
    seat: division.optional().meta({ description: '机构所在的乡镇,就近匹配用' }),
    capacity: z.strictObject({
      households: z.int({ error: '要写整数' }).min(1, { error: '至少1户' }).max(10_000),
      per: oneOf(['month', 'quarter', 'half-year', 'year']),
    }),
    until: day.meta({ description: '提供到哪天,含当天' }),
    note: text(500).optional(),
  })
  .meta({ id: 'OfferNew' });

export const needsQuery = z.strictObject({
  ...page,
  kind: service.optional(),
  status: oneOf(['open', 'matched']).optional().meta({ description: '待匹配或已匹配;办完的在户的档案里' }),
});
export const needBody = z
  .strictObject({
    subject: z
      .string({ error: '要写 subject:户或人的编号' })
      .regex(/^[hp]-[A-Za-z0-9_-]{1,60}$/, { error: 'subject 的写法不对' })
      .meta({ description: '户或人的编号' }),
    kind: service,
    since: day.meta({ description: '从哪天起有这个需求' }),
    note: text(500).optional(),
  })
  .meta({ id: 'NeedNew' });
export const matchBody = z
  .strictObject({
    offer: text(120).meta({ description: '帮扶资源的编号' }),
    handover: text(500)
      .optional()
      .meta({ description: '交给对方的话:上门时间、找谁带路。对方只看得到这些,看不到姓名' }),
    version,
  })
  .meta({ id: 'NeedMatch' });
export const servedBody = z.strictObject({ on: day, note: text(500).optional(), version }).meta({ id: 'NeedServed' });
export const reasonBody = z.strictObject({ reason: text(200), version }).meta({ id: 'OutreachReason' });
