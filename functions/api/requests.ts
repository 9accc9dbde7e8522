import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import { division, identityNumber, oneOf, phone, text } from '../../domain/events/fields.ts';
import { MOST_WORKDAYS } from '../../domain/extending.ts';
import { noticeStatus } from '../../domain/notice.ts';
import { DAYS_WITHOUT_END, MOST_DAYS } from '../../domain/pausing.ts';
import { met, needs, outcomes } from '../../domain/warning.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery, instant, limit, version, words } from '../shared/staff-api/fields.ts';
import { dayQuery } from './statistics-requests.ts';

/** What the API takes: queries and bodies as schemas, from which the OpenAPI document is made too. */
export const worklistQuery = z.strictObject({
  division: areaQuery.optional(),
  level: text(40).optional().meta({ description: '预警级别(本轮最高)' }),
  status: words(
    ['raised', 'accepted', 'visited'],
    '列表里只有在办的:raised、accepted、visited;已办结的请按户、人或编号查',
  )
    .optional()
    .meta({ description: '在办状态' }),
  overdue: z
    .enum(['true', 'false'], { error: '要写 true 或 false' })
    .optional()
    .meta({ description: 'true 只看超期的,false 只看没超期的' }),
  cursor: cursorOf(z.tuple([z.int(), z.string()])).optional(),
  limit,
});

const visitFields = {
  visitedAt: instant,
  met: met.meta({ description: '见到谁:本人、家人、邻居、没见到人' }),
  findings: text(1000).meta({ description: '看到的情况' }),
  needs: z.array(needs).max(7).meta({ description: '有哪些困难' }),
  note: text(500).optional(),
  photos: z.array(text(200)).max(9).optional().meta({ description: '照片的编号' }),
};
const conclusionFields = {
  outcome: outcomes.meta({ description: '核查结果' }),
  programmes: z.array(text(40)).max(10).optional().meta({ description: '给予或申请的救助项目' }),
};

export const acceptBody = z.strictObject({ version }).meta({ id: 'Accept' });
export const visitBody = z.strictObject({ ...visitFields, version }).meta({ id: 'Visit' });
export const resolveBody = z
  .strictObject({ ...conclusionFields, note: text(500).optional(), version })
  .meta({ id: 'Resolve' });
export const finishBody = z.strictObject({ ...visitFields, ...conclusionFields, version }).meta({ id: 'Finish' });

export const referBody = z
  .strictObject({
    department: text(40).meta({ description: '转给哪个部门,用规则里的代号', example: 'medical-insurance' }),
    matter: text(60).meta({ description: '请部门办什么', example: '医疗救助' }),
    dueInWorkdays: z
      .int({ error: '要写几个工作日,整数' })
      .min(1, { error: '至少1个工作日' })
      .max(60, { error: '最多60个工作日' })
      .optional()
      .meta({ description: '几个工作日内答复;不写按规则' }),
    note: text(500).optional().meta({ description: '部门要知道的情况' }),
    version,
  })
  .meta({ id: 'Refer' });

const reason = text(200).meta({ description: '为什么,会记录' });
export const reassignBody = z
  .strictObject({
    to: text(60).meta({ description: '转给谁:单位编号,或9位乡镇区划代码', example: '621121101' }),
    reason,
    version,
  })
  .meta({ id: 'Reassign' });
export const extendBody = z
  .strictObject({
    workdays: z
      .int({ error: '要写几个工作日,整数' })
      .min(1, { error: '至少1个工作日' })
      .max(MOST_WORKDAYS, { error: `一次最多延长${MOST_WORKDAYS}个工作日` })
      .meta({ description: '现在的期限往后几个工作日' }),
    reason,
    approver: text(40).meta({ description: '谁批准的' }),
    version,
  })
  .meta({ id: 'Extend' });
export const pauseBody = z
  .strictObject({
    until: instant
      .optional()
      .meta({ description: `到什么时候自动接着计时,最多${MOST_DAYS}天;不写就是${DAYS_WITHOUT_END}天` }),
    reason,
    version,
  })
  .meta({ id: 'Pause' });
export const resumeBody = z.strictObject({ version }).meta({ id: 'Resume' });
export const reopenBody = z.strictObject({ reason, version }).meta({ id: 'Reopen' });

export const lookupBody = z
  .union(
    [
      z.strictObject({ idNumber: identityNumber }),
      z.strictObject({ phone }),
      z.strictObject({ name: text(30), division }),
    ],
    { error: '要写 idNumber、phone,或者 name 加 division' },
  )
  .meta({ id: 'Lookup' });

/** Nothing recorded yet is version 0. */
const seenVersion = z
  .int({ error: '版本号要写整数' })
  .min(0)
  .optional()
  .meta({ description: '看到的版本号,还没登记过的是0;也可以写在 If-Match' });
const yes = z.boolean({ error: '要写 true 或 false' }).optional();

export const contactBody = z
  .strictObject({
    phoneOf: text(30).optional().meta({ description: '电话是谁的;本人的不写' }),
    relation: text(10).optional().meta({ description: '机主是本人的什么人', example: '儿子' }),
    prefersCall: yes.meta({ description: '希望打电话' }),
    cannotRead: yes.meta({ description: '看不了短信' }),
    language: text(20).optional().meta({ description: '说哪种话,例如东乡语' }),
    quiet: text(40).optional().meta({ description: '什么时候不要打扰' }),
    note: text(200).optional(),
    version: seenVersion,
  })
  .meta({ id: 'ContactChange', description: '整份替换:没写的项就是没有' });

export const optOutBody = z
  .strictObject({
    declined: z
      .boolean({ error: '要写 true 或 false' })
      .meta({ description: 'true:这个号码不再收帮扶清单短信;false:恢复。救助决定的通知照发' }),
    note: text(200).optional().meta({ description: '谁怎么说的' }),
  })
  .meta({ id: 'OptOut' });

export const joinBody = z
  .union(
    [
      z.strictObject({
        person: z.string().regex(/^p-[A-Za-z0-9_-]{1,60}$/, { error: 'person 要写人的编号' }),
        version: seenVersion,
      }),
      z.strictObject({
        idNumber: identityNumber,
        name: text(30).optional(),
        phone: phone.optional().meta({ description: '本人的电话;反映人的电话不要写在这里' }),
        residenceDivision: division.optional().meta({ description: '不写就是线索里的地方' }),
        registeredDivision: division.optional(),
        version: seenVersion,
      }),
    ],
    { error: '要写 person(人的编号),或者 idNumber' },
  )
  .meta({ id: 'JoinLead' });

export const leadPhoneBody = z
  .strictObject({
    purpose: oneOf(['call-back', 'visit', 'verification', 'complaint', 'audit']).meta({ description: '用途,会记录' }),
    note: text(200).optional(),
  })
  .meta({ id: 'LeadPhoneRequest' });

export const unmaskBody = z
  .strictObject({
    fields: z
      .array(oneOf(['name', 'idNumber', 'phone']))
      .min(1, { error: '至少写一项要看的内容' })
      .max(3),
    purpose: oneOf(['call-back', 'visit', 'verification', 'complaint', 'audit']).meta({ description: '用途,会记录' }),
    note: text(200).optional(),
  })
  .meta({ id: 'Unmask' });

export const callsQuery = z.strictObject({
  division: areaQuery.optional(),
  cursor: cursorOf(z.tuple([z.string()])).optional(),
  limit,
});
export const attemptBody = z
  .strictObject({ result: callResults.meta({ description: '通话结果' }), note: text(200).optional() })
  .meta({ id: 'CallAttempt' });

const noticeSubject = z
  .string({ error: '要写 subject:户、人、线索或单位的编号' })
  .regex(/^[hplo]-[A-Za-z0-9_-]{1,60}$/, { error: 'subject 的写法不对' });

export const noticesQuery = z.strictObject({
  subject: noticeSubject.optional().meta({ description: '户、人、线索或单位(o-)的编号;不写就是辖区里没送到的' }),
  status: noticeStatus.optional().meta({ description: '不写 subject 时只能写 failed(没有送到)或 unknown(不知道)' }),
  division: areaQuery.optional(),
  from: dayQuery.optional().meta({ format: 'date', description: '从哪天(含);不写就是 to 之前的7天' }),
  to: dayQuery.optional().meta({ format: 'date', description: '到哪天(含);不写就是今天' }),
  cursor: cursorOf(z.tuple([z.string(), z.number(), z.string()])).optional(),
  limit,
});
export const noticeUnmaskBody = z
  .strictObject({
    subject: noticeSubject.meta({ description: '这条通知在谁名下:户、人、线索或单位(o-)的编号' }),
    purpose: unmaskBody.shape.purpose,
    note: text(200).optional(),
  })
  .meta({ id: 'NoticeUnmask' });
