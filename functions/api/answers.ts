import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import { noticeKinds, noticeStatus } from '../../domain/notice.ts';
import { referralResults, referralStatus } from '../../domain/referral.ts';
import { doorStates } from '../../domain/statement-door.ts';
import { met, needs, outcomes, statusSchema } from '../../domain/warning.ts';
import { acts } from '../../domain/warning-acts.ts';
import { personMatch } from '../shared/staff-api/person-match.ts';

/** What the API answers, as schemas: views are typed by them and the OpenAPI document is made of them. */
const instant = z
  .string()
  .meta({ format: 'date-time', description: '时间,带时区', example: '2026-11-27T18:30:00+08:00' });
const day = z.string().meta({ format: 'date', description: '日期(北京时间)', example: '2026-11-05' });
const masked = z.string().meta({ description: '打码的姓名', example: '李**' });
const person = z.object({ id: z.string(), maskedName: masked });
const office = z.object({ id: z.string(), name: z.string(), landline: z.string() });

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

export const noticeView = z
  .object({
    id: z.string(),
    kind: noticeKinds,
    channel: z.enum(['sms', 'digest', 'call-back']),
    audience: z.object({ office: office.optional(), person: person.optional() }),
    status: noticeStatus,
    reason: z.string().meta({ description: '为什么发' }),
    about: z
      .object({ deadline: z.enum(['visit', 'feedback']), dueAt: instant, level: z.string() })
      .optional()
      .meta({ description: '发的时候说的是哪个期限(visit 入户、feedback 反馈)、什么级别' }),
    text: z.string().meta({ description: '发出的原文,姓名和查询码已打码' }),
    detail: z.string().optional(),
    createdAt: instant,
    settledAt: instant.optional(),
  })
  .meta({ id: 'Notice' });
const noticeKey = z.object({ subject: z.string(), id: z.string() });
export const noticeLife = noticeView
  .extend({
    ...noticeKey.shape,
    statusName: z.string().meta({ description: '现在怎样了', example: '没有送到' }),
    townshipName: z.string().meta({ description: '哪个乡镇的事' }),
    failure: z.string().optional().meta({ description: '没有送到的原因归哪一类' }),
    attempts: z
      .array(
        z.object({
          at: instant,
          provider: z.string(),
          result: z.string().meta({ description: '短信平台怎么答的,或回执怎么说的', example: '平台已收下' }),
          reason: z.string().optional(),
        }),
      )
      .meta({ description: '交给短信平台的经过和没送到的回执,按先后' }),
    resent: z.int().optional().meta({ description: '手机没接通,又重发了几次' }),
    deliveredAt: instant.optional().meta({ description: '送达或电话告知的时间' }),
    together: z.array(noticeKey).optional().meta({ description: '同一个人的这几条和它并成了一条短信' }),
    into: noticeKey
      .extend({ status: noticeStatus.optional(), statusName: z.string().optional() })
      .optional()
      .meta({ description: '并进了哪一条,那一条现在怎样' }),
    callBack: z
      .object({
        id: z.string(),
        status: z.enum(['open', 'done', 'given-up', 'cancelled']),
        statusName: z.string(),
        attempts: z.array(
          z.object({
            at: instant,
            by: z.string(),
            result: callResults,
            resultName: z.string(),
            note: z.string().optional(),
          }),
        ),
      })
      .optional()
      .meta({ description: '热线的回拨' }),
  })
  .meta({ id: 'NoticeLife' });
export const noticePage = z.object({ items: z.array(noticeLife), cursor: z.string().optional() });
export const noticeWords = z
  .object({
    text: z.string().meta({ description: '发出的原文' }),
    sent: z.boolean().meta({ description: '已经发出;没有发出的是将要发的' }),
  })
  .meta({ id: 'NoticeWords' });

export const hintView = z
  .object({
    key: z.string(),
    name: z.string(),
    text: z.string().meta({ description: '入户时要核实什么' }),
    basis: z.enum(['published', 'illustrative']).meta({ description: '依据:有公开出处,或演示' }),
    reasons: z.array(z.string()).meta({ description: '为什么提示' }),
    person,
  })
  .meta({ id: 'Hint', description: '给核查人员的提示,不计分,不作认定' });

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

export const timelineEntry = z
  .object({
    on: day,
    kind: z.enum([
      'signal',
      'grant',
      'application',
      'membership',
      'move',
      'death',
      'warning',
      'visit',
      'notice',
      'referral',
      'call',
      'statement',
    ]),
    text: z.string(),
    person: person.optional(),
    department: z.string().optional(),
    id: z.string().optional(),
    status: z.string().optional(),
    retracted: z.literal(true).optional(),
    visit: z
      .object({
        met,
        findings: z.string(),
        needs: z.array(needs),
        note: z.string().optional(),
        by: z.string().meta({ description: '谁去的' }),
      })
      .optional(),
  })
  .meta({ id: 'TimelineEntry' });

export const contactView = z
  .object({
    version: z.int().meta({ description: '联系方式的版本号,修改时写在 If-Match;0 是还没登记过' }),
    maskedPhone: z.string().optional(),
    phoneOf: z.string().optional().meta({ description: '电话是谁的,打码' }),
    relation: z.string().optional(),
    prefersCall: z.boolean().optional(),
    cannotRead: z.boolean().optional(),
    language: z.string().optional(),
    quiet: z.string().optional(),
    note: z.string().optional(),
    declined: instant.optional().meta({ description: '什么时候退订了帮扶清单短信;没退订的没有这一项' }),
    byCall: z.boolean().meta({ description: 'true:有事打电话,不发短信' }),
    sharedWith: z.array(person).meta({ description: '家里还有谁用这个号码' }),
    sharedOutside: z.int().optional().meta({ description: '别人家还有几个人登记了这个号码' }),
    recordedAt: instant.optional(),
    recordedBy: z.string().optional(),
  })
  .meta({ id: 'Contact' });

export const callingNotesView = contactView
  .pick({ phoneOf: true, relation: true, cannotRead: true, language: true, quiet: true, note: true })
  .meta({ id: 'CallingNotes', description: '打电话前看:电话是谁的、说哪种话、什么时候不要打扰' });

export const householdFile = z
  .object({
    id: z.string(),
    place: z.string(),
    registeredPlace: z.string().optional().meta({ description: '户主的户籍地,和办理的地方不同时才有' }),
    routedBy: z.enum(['residence', 'registered']).meta({ description: '按居住地还是按户籍地办理' }),
    head: z
      .object({ id: z.string(), acting: z.boolean().meta({ description: 'true:户主去世,暂由此人代为户主' }) })
      .optional(),
    hints: z.array(hintView),
    members: z.array(
      z.object({
        id: z.string(),
        maskedName: masked,
        relation: z.enum(['head', 'spouse', 'child', 'parent', 'other']).optional(),
        from: day.optional(),
        until: day.optional(),
        diedOn: day.optional(),
        contact: contactView,
        categories: z.array(z.object({ key: z.string(), name: z.string(), from: day, until: day.optional() })),
      }),
    ),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'HouseholdFile' });

export const matches = z.object({ matches: z.array(personMatch) });
export const unmasked = z
  .object({ name: z.string().optional(), idNumber: z.string().optional(), phone: z.string().optional() })
  .meta({ id: 'Unmasked', description: '只有要看的几项;库里没有的不出现' });
export const statementList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      from: day,
      to: day,
      label: z.string(),
      issuedAt: instant,
      cash: z.string(),
      door: z.enum(doorStates).meta({ description: '凭查询码:open 能查、locked 锁住了、expired 过期了' }),
      openUntil: instant.optional(),
    }),
  ),
});

export const callView = z
  .object({
    id: z.string(),
    kind: noticeKinds,
    status: z
      .enum(['open', 'done', 'given-up', 'cancelled'])
      .meta({ description: 'cancelled:短信后来送到了,不用再打' }),
    text: z.string().meta({ description: '短信原文,照着念' }),
    division: z.string(),
    place: z.string(),
    person: person.optional(),
    office: office.optional(),
    contact: callingNotesView.optional(),
    createdAt: instant,
    attempts: z.array(z.object({ at: instant, by: z.string(), result: callResults, note: z.string().optional() })),
  })
  .meta({ id: 'CallBack' });
export const callPage = z.object({ items: z.array(callView), cursor: z.string().optional() });

export const health = z.object({
  status: z.literal('ok'),
  province: z.string(),
  stage: z.string(),
  profileVersion: z.string(),
});
export const profileView = z
  .object({
    province: z.string(),
    name: z.string(),
    version: z.string(),
    contentVersion: z.string().meta({ description: '规则内容的指纹,预警上写的就是它' }),
    effectiveFrom: day,
    figures: z.record(
      z.string(),
      z.object({ name: z.string(), yuan: z.number().nullable(), year: z.int().optional(), basis: z.string() }),
    ),
    categories: z.array(z.object({ key: z.string(), name: z.string() })),
    indicators: z.array(z.object({ key: z.string(), name: z.string() })),
    levels: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        from: z.number(),
        visit: z.string(),
        feedback: z.string(),
        urgent: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Profile' });

export const leadView = z
  .object({
    id: z.string(),
    description: z.string().meta({ description: '反映的原话:说的是谁、在哪里' }),
    division: z.string(),
    place: z.string(),
    reportedOn: day,
    via: z.string(),
    reportedBy: z.string().optional().meta({ description: '谁反映的;不一定是本人' }),
    need: needs,
    note: z.string().optional(),
    maskedContactPhone: z.string().optional().meta({ description: '反映人留的电话' }),
    department: z.string(),
    version: z.int().meta({ description: '查明是谁时写在 If-Match' }),
    warning: z
      .object({ id: z.string(), number: z.string(), status: statusSchema, level: z.string(), dueAt: instant })
      .optional(),
    joined: person.extend({ household: z.string().optional() }).optional().meta({ description: '已查明是谁' }),
    retracted: z.literal(true).optional().meta({ description: '反映的单位已撤回' }),
  })
  .meta({ id: 'Lead' });
export const leadPhone = z.object({ contactPhone: z.string().optional() });
export const joinedLead = z
  .object({
    lead: z.string(),
    person: person.extend({ household: z.string().optional() }),
    detail: z.string(),
  })
  .meta({ id: 'JoinedLead' });
