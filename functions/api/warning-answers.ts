import * as z from 'zod';
import { referralResults, referralStatus } from '../../domain/referral.ts';
import { met, needs, outcomes, statusSchema } from '../../domain/warning.ts';
import { acts } from '../../domain/warning-acts.ts';
import { day, instant, masked, office, person } from './answer-fields.ts';
import { hintView } from './hint-answers.ts';
import { noticeView } from './notice-answers.ts';

const item = {
  id: z.string(),
  number: z.string().meta({ description: '预警编号,电话里报这个', example: 'W2611-01234567' }),
  level: z.string().meta({ description: '预警级别(本轮最高)', example: 'orange' }),
  score: z.number(),
  status: statusSchema,
  division: z.string().meta({ description: '办理乡镇,9位区划代码' }),
  maskedName: masked,
  householdSize: z.int(),
  dueAt: instant,
  overdue: z.boolean(),
};

export const warningItem = z
  .object({ ...item, factors: z.array(z.string()).meta({ description: '预警原因;热线岗位看不到' }) })
  .meta({ id: 'WarningItem' });

export const warningPage = z.object({ items: z.array(warningItem), cursor: z.string().optional() });

const deadline = z.object({
  at: instant,
  why: z.string().meta({ description: '为什么是这个日期' }),
  provisional: z.boolean().meta({ description: '放假安排未公布,期限是暂定的' }),
});

const referralItem = z
  .object({
    number: z.string().meta({ description: '转办编号', example: 'Z2611-01234567' }),
    department: z.string(),
    matter: z.string(),
    joint: z.boolean().meta({ description: '一件事:办结走访时自动转办的' }),
    status: referralStatus,
    statusName: z.string(),
    sentAt: instant,
    dueAt: instant,
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
  })
  .meta({ id: 'WarningReferral' });

export const warningDetail = z
  .object({
    ...item,
    subject: z.string().meta({ description: '户、人或线索的编号' }),
    version: z.int(),
    paused: z.boolean(),
    referred: z.boolean(),
    office: office.optional(),
    pause: z
      .object({ since: instant, until: instant, by: z.string(), reason: z.string() })
      .optional()
      .meta({ description: '暂停计时;期限是按到时接着算的' }),
    reopens: z.string().optional().meta({ description: '重新办理的是哪一条,预警编号' }),
    aid: z
      .array(
        z.object({
          on: day,
          programme: z.string(),
          department: z.string(),
          amount: z.string().optional().meta({ description: '元', example: '1200.00' }),
          status: z.enum(['granted', 'paid', 'returned']),
        }),
      )
      .meta({ description: '预警之后(到下一条预警为止)这一户得到的救助;看不到原因的岗位也看不到' }),
    profileVersion: z.string(),
    peakLevel: z.string(),
    currentLevel: z.string().optional(),
    raisedAt: instant,
    changedAt: instant,
    closedAt: instant.optional(),
    factors: z.array(
      z.object({
        indicator: z.string(),
        name: z.string(),
        text: z.string(),
        points: z.number(),
        person,
        since: day,
        until: instant.optional(),
        opens: z.boolean().meta({ description: '能单独引发预警' }),
        beside: z.boolean().meta({ description: '家里其他人的情况,不计分' }),
        sources: z.array(z.string()).meta({ description: '哪个部门报的' }),
      }),
    ),
    deadlines: z.object({ visit: deadline, feedback: deadline }),
    steps: z.array(
      z.object({
        at: instant,
        when: z.string(),
        deadline: z.enum(['visit', 'feedback']).meta({ description: '催的是入户还是反馈' }),
        role: z.string().meta({ description: '规则里要通知的那一级' }),
        notice: z.string(),
        by: z.string(),
        office: office.optional(),
        doneAt: instant.optional(),
      }),
    ),
    visits: z.array(
      z.object({
        visitedAt: instant,
        met,
        findings: z.string(),
        needs: z.array(needs),
        note: z.string().optional(),
        photos: z.array(z.string()),
        by: z.string(),
        at: instant,
      }),
    ),
    outcome: z
      .object({
        outcome: outcomes,
        name: z.string(),
        at: instant,
        by: z.string(),
        programmes: z.array(z.string()),
        note: z.string().optional(),
      })
      .optional(),
    history: z.array(
      z.object({
        version: z.int(),
        at: instant,
        change: z.string(),
        by: z.string(),
        level: z.string().optional(),
        score: z.number(),
        detail: z.string().optional(),
      }),
    ),
    notices: z.array(noticeView),
    hints: z.array(hintView),
    referrals: z.array(referralItem).meta({ description: '转给部门办的事' }),
    joint: z
      .object({ opened: z.int(), answered: z.int(), open: z.int() })
      .meta({ description: '转办一共几件、已反馈几件、还在办几件;撤回的不算' }),
    openActs: z.array(z.enum(acts)).meta({ description: '现在可以做的操作' }),
  })
  .meta({ id: 'Warning' });

export const acted = z
  .object({
    id: z.string(),
    number: z.string(),
    status: statusSchema,
    paused: z.boolean(),
    version: z.int(),
    dueAt: instant,
    openActs: z.array(z.enum(acts)),
  })
  .meta({ id: 'ActedWarning' });

export const referred = acted.extend({ referral: referralItem }).meta({ id: 'ReferredWarning' });
