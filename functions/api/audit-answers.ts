import * as z from 'zod';
import { statusSchema } from '../../domain/warning.ts';

const instant = z.string().meta({ format: 'date-time', description: '时间,带时区' });
const name = z.string().meta({ description: '姓名;写明用途查看原文时才是全名' });
const person = z.object({ id: z.string(), name });
const factor = z.object({
  indicator: z.string(),
  name: z.string(),
  text: z.string(),
  points: z.number(),
  person,
  beside: z.boolean().meta({ description: '家里其他人的情况,不计分' }),
  sources: z.array(z.string()).meta({ description: '哪个部门报的' }),
});

export const caseEntry = z
  .object({
    at: instant,
    kind: z.enum(['event', 'retraction', 'change', 'step', 'notice', 'call', 'visit', 'referral', 'aid', 'look']),
    text: z.string(),
    by: z.string().optional().meta({ description: '谁:hub 是系统自己' }),
    details: z.array(z.string()),
  })
  .meta({ id: 'CaseEntry' });

export const warningCase = z
  .object({
    id: z.string(),
    number: z.string(),
    subject: z.string(),
    unmasked: z.boolean(),
    level: z.string(),
    levelName: z.string(),
    status: statusSchema,
    division: z.string(),
    place: z.string(),
    office: z.string().optional(),
    name,
    householdSize: z.int(),
    raisedAt: instant,
    closedAt: instant.optional(),
    outcome: z.string().optional(),
    rules: z.array(z.string()).meta({ description: '先后按哪几版规则研判' }),
    people: z.array(person.extend({ idNumber: z.string().optional(), phone: z.string().optional() })),
    factors: z.array(factor).meta({ description: '最后一版的原因和分数' }),
    deadlines: z.array(z.object({ name: z.string(), at: instant, why: z.string(), provisional: z.boolean() })),
    timeline: z.array(caseEntry),
  })
  .meta({ id: 'WarningCase' });

const verdict = z
  .object({
    code: z.string().meta({ description: 'counts 计入;其余是没有计入的原因' }),
    indicator: z.string().optional(),
    name: z.string().optional(),
    text: z.string(),
    points: z.number().optional(),
  })
  .meta({ id: 'Verdict' });

export const explanation = z
  .object({
    subject: z.string(),
    at: instant,
    rules: z.string().meta({ description: '按哪一版规则,总是现行的' }),
    conclusion: z.object({ code: z.string(), text: z.string() }),
    score: z.number(),
    level: z.string().optional(),
    factors: z.array(factor),
    members: z.array(
      person.extend({
        alive: z.boolean(),
        onRoster: z.boolean(),
        categories: z.array(z.string()),
        signals: z.array(
          z.object({
            on: z.string().meta({ format: 'date' }),
            receivedAt: instant,
            department: z.string(),
            text: z.string(),
            verdicts: z.array(verdict),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Explanation' });
