import * as z from 'zod';
import { referralActs, referralResults, referralSchema, referralStatus } from '../../domain/referral.ts';

/** What the API of referrals and lists answers. */
const instant = z
  .string()
  .meta({ format: 'date-time', description: '时间,带时区', example: '2026-11-12T24:00:00+08:00' });

export const referralView = z
  .object({
    id: z.string().meta({ description: '转办编号', example: 'Z2611-01234567' }),
    number: z.string(),
    version: z.int(),
    department: z.object({ key: z.string(), name: z.string() }),
    matter: z.string().meta({ description: '请部门办的事项' }),
    note: z.string().optional(),
    status: referralStatus,
    statusName: z.string(),
    division: z.string(),
    place: z.string(),
    maskedName: z.string().meta({ description: '打码的姓名', example: '李**' }),
    joint: z.boolean().meta({ description: '一件事:办结走访时自动转办的' }),
    sentAt: instant,
    dueAt: instant,
    why: z.string().meta({ description: '为什么是这个日期' }),
    provisional: z.boolean(),
    overdue: z.boolean(),
    feedback: z
      .object({
        result: referralResults,
        name: z.string(),
        programmes: z.array(z.string()),
        note: z.string().optional(),
        at: instant,
      })
      .optional(),
    steps: z.array(
      z.object({
        act: referralSchema.shape.steps.element.shape.act,
        at: instant,
        by: z.string().optional().meta({ description: '部门看不到' }),
        reason: z.string().optional(),
        department: z.string().optional(),
      }),
    ),
    warning: z
      .object({ id: z.string(), number: z.string() })
      .optional()
      .meta({ description: '哪条预警转出的;部门看不到' }),
    openActs: z.array(z.enum(referralActs)).meta({ description: '您现在可以做的操作' }),
  })
  .meta({ id: 'Referral' });
export const referralPage = z.object({ items: z.array(referralView), cursor: z.string().optional() });

export const revealed = z
  .object({ name: z.string().optional(), idNumber: z.string().optional(), phone: z.string().optional() })
  .meta({ id: 'RevealedForReferral', description: '只有要看的几项;库里没有的不出现' });

export const listAnswer = z
  .object({
    name: z.string(),
    department: z.string(),
    period: z.string(),
    from: z.string().meta({ format: 'date' }),
    to: z.string().meta({ format: 'date' }),
    fields: z.array(z.string()),
    rows: z.array(
      z.object({
        idNumber: z.string().optional(),
        name: z.string().optional(),
        division: z.string().optional(),
        categories: z.array(z.string()).optional(),
        since: z.string().meta({ format: 'date' }).optional(),
      }),
    ),
    cursor: z.string().optional().meta({ description: '还有下一页;一页总是整乡镇' }),
  })
  .meta({ id: 'PersonList' });
