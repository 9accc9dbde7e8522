import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import { division, identityNumber, oneOf, phone, text } from '../../domain/events/fields.ts';
import {
  emergencyNumbers,
  orderKinds,
  otherWays,
  relations,
  satisfactions,
  urgencies,
} from '../../domain/hotline-order.ts';
import { needs } from '../../domain/warning.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery, instant, limit, version, words } from '../shared/staff-api/fields.ts';

/** What the hotline takes: queries and bodies as schemas, from which the OpenAPI document is made too. */
const office = text(60).meta({ description: '单位编号,例如 township-360222104', example: 'township-360222104' });
const reason = text(300);

const about = z
  .union([
    z.strictObject({ personId: z.string().regex(/^p-[A-Za-z0-9_-]{1,60}$/, { error: 'personId 的写法不对' }) }),
    z.strictObject({ idNumber: identityNumber, name: text(30).optional(), division: division.optional() }),
    z.strictObject({ lead: z.strictObject({ description: text(200), division }) }),
  ])
  .meta({ description: '说的是谁:库里的人、身份证号码,或者一条线索。反映人不是当事人' });

export const createBody = z
  .strictObject({
    kind: orderKinds.meta({ description: '咨询 consult、求助 help、投诉 complaint、建议 suggestion' }),
    urgency: urgencies.default('normal').meta({ description: '一般、紧急、危急(有人身安全危险)' }),
    emergency: z
      .array(emergencyNumbers)
      .max(4)
      .optional()
      .meta({ description: '该打哪个电话:110、119、120、122;写了就按危急办' }),
    confidential: z.boolean({ error: '要写 true 或 false' }).default(false).meta({ description: '来电人要求保密' }),
    text: text(2000).meta({ description: '来电内容' }),
    division: division.optional().meta({ description: '事情在哪里;不写就按当事人、线索或接听人的地区' }),
    caller: z
      .strictObject({
        name: text(30).optional(),
        phone: phone.optional(),
        relation: relations.optional().meta({ description: '来电人是当事人的什么人' }),
      })
      .optional(),
    about: about.optional(),
    hardship: z
      .strictObject({ need: needs, note: text(200).optional() })
      .optional()
      .meta({ description: '反映生活困难:同时登记为主动反映,参加研判' }),
    need: needs.optional().meta({ description: '求助的是哪一方面;写了和 hardship 一样登记' }),
    outsideNumber: text(60).optional().meta({ description: '12345等外单位的工单号,原样保存' }),
  })
  .refine(({ kind, need }) => need === undefined || kind === 'help', {
    path: ['need'],
    error: 'need 只在求助(help)时写;其他来电写 hardship',
  })
  .refine(({ hardship, need, about: whom }) => (hardship ?? need) === undefined || whom !== undefined, {
    path: ['about'],
    error: '反映困难要写 about:身份证号码,或者线索的描述和地区',
  })
  .meta({ id: 'NewCall' });

export const ordersQuery = z.strictObject({
  division: areaQuery.optional(),
  status: words(
    ['received', 'dispatched', 'signed', 'disputed', 'replied', 'closed', 'unsatisfied'],
    '列表里只有没办完的:received、dispatched、signed、disputed、replied、closed、unsatisfied',
  )
    .optional()
    .meta({ description: '办到哪一步' }),
  overdue: z
    .enum(['true', 'false'], { error: '要写 true 或 false' })
    .optional()
    .meta({ description: 'true 只看超期的,false 只看没超期的' }),
  cursor: cursorOf(z.tuple([z.int(), z.string()])).optional(),
  limit,
});

const owners = {
  owner: office,
  coOwners: z.array(office).max(10).default([]).meta({ description: '协办单位' }),
};
export const dispatchBody = z
  .strictObject({ ...owners, note: text(300).optional(), version })
  .meta({ id: 'CallDispatch' });
export const reassignBody = z.strictObject({ ...owners, reason, version }).meta({ id: 'CallReassign' });
export const bareBody = z.strictObject({ version }).meta({ id: 'CallVersion' });
export const reasonBody = z.strictObject({ reason, version }).meta({ id: 'CallReason' });
export const extendBody = z
  .strictObject({
    workdays: z.int({ error: '延长几个工作日,要写整数' }).min(1, { error: '至少1个工作日' }),
    reason,
    approver: text(30).meta({ description: '谁批准的' }),
    version,
  })
  .meta({ id: 'CallExtend' });
export const pauseBody = z
  .strictObject({ reason, until: instant.optional().meta({ description: '到什么时候;不写最多30天' }), version })
  .meta({ id: 'CallPause' });
export const conferenceBody = z
  .strictObject({
    offices: z.array(office).min(2, { error: '会商至少两个单位' }).max(20),
    minute: text(2000).meta({ description: '会商记录' }),
    decision: text(500).meta({ description: '会商结论' }),
    version,
  })
  .meta({ id: 'CallConference' });
export const replyBody = z.strictObject({ text: text(2000), version }).meta({ id: 'CallReply' });
export const closeBody = z
  .strictObject({ reason: reason.optional().meta({ description: '回访不满意而不再重办的,要写原因' }), version })
  .meta({ id: 'CallClose' });
export const callBackBody = z
  .strictObject({
    result: callResults.meta({ description: '通话结果' }),
    satisfaction: satisfactions.optional().meta({ description: '满意、基本满意、不满意;联系上了必填' }),
    note: text(300).optional(),
    version,
  })
  .meta({ id: 'CallBackMade' });
export const redirectBody = z
  .strictObject({ to: otherWays.meta({ description: '信访 petition、诉讼 litigation、其他 other' }), reason, version })
  .meta({ id: 'CallRedirect' });
export const linkBody = z
  .strictObject({
    to: z.string().regex(/^G\d{4}-\d{8}$/, { error: '工单号要写成 G2611-01234567' }),
    reason: reason.optional(),
    version,
  })
  .meta({ id: 'CallLink' });

export const phoneBody = z.strictObject({ phone }).meta({ id: 'CallLookup' });
export const unmaskCallerBody = z
  .strictObject({
    fields: z
      .array(oneOf(['name', 'phone']))
      .min(1, { error: '至少写一项要看的内容' })
      .max(2),
    purpose: oneOf(['call-back', 'visit', 'verification', 'complaint', 'audit']).meta({ description: '用途,会记录' }),
    note: text(200).optional(),
  })
  .meta({ id: 'UnmaskCaller' });
