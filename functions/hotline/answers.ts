import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import {
  emergencyNumbers,
  hotlineOrderSchema,
  orderActs,
  orderKinds,
  orderStatus,
  otherWays,
  owedThings,
  relations,
  satisfactions,
  urgencies,
} from '../../domain/hotline-order.ts';
import { needs } from '../../domain/warning.ts';
import { personMatch } from '../shared/staff-api/person-match.ts';

/** What the hotline answers, as schemas: views are typed by them and the OpenAPI document is made of them. */
const instant = z
  .string()
  .meta({ format: 'date-time', description: '时间,带时区', example: '2026-11-27T18:30:00+08:00' });
const masked = z.string().meta({ description: '打码的姓名', example: '李**' });
const office = z.object({ id: z.string(), name: z.string(), landline: z.string() });

const item = {
  id: z.string(),
  number: z.string().meta({ description: '工单号,电话里报这个', example: 'G2611-01234567' }),
  version: z.int(),
  kind: orderKinds,
  urgency: urgencies,
  status: orderStatus,
  statusName: z.string(),
  confidential: z.boolean(),
  hidden: z.boolean().meta({ description: 'true:保密工单,您的岗位看不到内容和来电人' }),
  division: z.string().meta({ description: '在哪个单位的清单上,9位区划代码' }),
  place: z.string(),
  text: z.string().optional(),
  owner: office.optional(),
  coOwners: z.array(office),
  dueAt: instant,
  overdue: z.boolean(),
  paused: z.boolean(),
  receivedAt: instant,
};

export const orderItem = z.object(item).meta({ id: 'CallItem' });
export const orderPage = z.object({ items: z.array(orderItem), cursor: z.string().optional() });

export const orderDetail = z
  .object({
    ...item,
    outsideNumber: z.string().optional(),
    firstAccepter: z
      .object({ by: z.string(), role: z.string(), division: z.string() })
      .meta({ description: '首问负责人' }),
    deadline: z.object({
      of: owedThings.meta({ description: '现在欠哪一步' }),
      at: instant,
      why: z.string().meta({ description: '为什么是这个日期' }),
      provisional: z.boolean().meta({ description: '放假安排未公布,期限是暂定的' }),
    }),
    pausedUntil: instant.optional(),
    extended: z.int().meta({ description: '已经延长几个工作日' }),
    returns: z.int(),
    round: z.int().meta({ description: '第几轮;重办一次加一' }),
    advice: z.string().optional().meta({ description: '危急来电:现在该做什么' }),
    emergency: z.array(emergencyNumbers),
    caller: z
      .object({ maskedName: masked.optional(), maskedPhone: z.string().optional(), relation: relations.optional() })
      .optional(),
    subject: z.string().optional().meta({ description: '户、人或线索的编号' }),
    about: z
      .object({ person: z.string(), maskedName: masked })
      .or(z.object({ lead: z.object({ description: z.string(), division: z.string() }) }))
      .or(
        z.object({ unknown: z.literal(true).meta({ description: '有身份证号码,库里还没有这个人,或者不在您的地区' }) }),
      )
      .optional(),
    hardship: z
      .object({
        need: needs,
        status: z
          .enum(['missing', 'stored', 'assessed', 'parked'])
          .meta({ description: '主动反映到了哪一步:没存下、已存、已研判、搁置' }),
        warning: z.object({ id: z.string(), number: z.string(), level: z.string(), status: z.string() }).optional(),
      })
      .optional()
      .meta({ description: '反映的困难,和由此而来的预警' }),
    conferences: z.array(
      z.object({
        at: instant,
        by: z.string(),
        offices: z.array(z.string()),
        minute: z.string(),
        decision: z.string(),
      }),
    ),
    replies: z.array(z.object({ at: instant, by: z.string(), text: z.string() })),
    callBacks: z.array(
      z.object({
        at: instant,
        by: z.string(),
        round: z.int(),
        result: callResults,
        satisfaction: satisfactions.optional(),
        note: z.string().optional(),
      }),
    ),
    redirect: z.object({ to: otherWays, reason: z.string() }).optional(),
    linkedTo: z.string().optional(),
    duplicates: z.array(z.string()),
    steps: z.array(
      z.object({
        at: instant,
        act: hotlineOrderSchema.shape.steps.element.shape.act,
        by: z.string(),
        reason: z.string().optional(),
        detail: z.string().optional(),
      }),
    ),
    closedAt: instant.optional(),
    openActs: z.array(z.enum(orderActs)).meta({ description: '现在可以做的操作' }),
  })
  .meta({ id: 'Call' });

export const callerMatches = z
  .object({ orders: z.array(orderItem), people: z.array(personMatch) })
  .meta({ id: 'CallerMatches', description: '这个电话没办完的工单,和登记了这个电话的人' });
export const unmaskedCaller = z
  .object({ name: z.string().optional(), phone: z.string().optional() })
  .meta({ id: 'UnmaskedCaller', description: '只有要看的几项;没有留的不出现' });
