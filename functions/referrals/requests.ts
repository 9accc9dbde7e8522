import * as z from 'zod';
import { oneOf, text } from '../../domain/events/fields.ts';
import { referralResults, referralStatus } from '../../domain/referral.ts';
import { cursorOf } from '../shared/staff-api/cursor.ts';
import { areaQuery, limit, version } from '../shared/staff-api/fields.ts';

/** What the API of referrals and lists takes. */
const department = text(40).meta({ description: '部门,用规则里的代号', example: 'medical-insurance' });

export const referralsQuery = z.strictObject({
  division: areaQuery.optional(),
  department: department.optional(),
  status: referralStatus
    .optional()
    .meta({ description: '不写就是在办的。answered 是反馈清单,cancelled 是撤回的,都按办结的先后' }),
  since: z.iso
    .date({ error: '日期要写成 2026-11-01' })
    .optional()
    .meta({ description: '反馈清单从哪天起;不写就是最近30天' }),
  cursor: cursorOf(z.tuple([z.int(), z.string()])).optional(),
  limit,
});

export const signBody = z.strictObject({ version }).meta({ id: 'SignReferral' });
export const returnBody = z
  .strictObject({ reason: text(300).meta({ description: '为什么退回' }), version })
  .meta({ id: 'ReturnReferral' });
export const feedbackBody = z
  .strictObject({
    result: referralResults.meta({ description: '已办理、已给予帮扶、不符合条件、不予办理' }),
    programmes: z.array(text(40)).max(10).default([]).meta({ description: '给予了什么帮扶' }),
    note: text(500).optional(),
    version,
  })
  .meta({ id: 'ReferralFeedback' });
export const resendBody = z
  .strictObject({ department: department.optional(), note: text(500).optional(), version })
  .meta({ id: 'ResendReferral', description: '退回后再发;不写 department 就发回原部门' });
export const assignBody = z
  .strictObject({ department, reason: text(300), version })
  .meta({ id: 'AssignReferral', description: '三次退回后由县里指定,部门不能再退' });
export const cancelBody = z.strictObject({ reason: text(300), version }).meta({ id: 'CancelReferral' });

export const unmaskReferralBody = z
  .strictObject({
    fields: z
      .array(oneOf(['name', 'idNumber', 'phone']))
      .min(1, { error: '至少写一项要看的内容' })
      .max(3),
    purpose: oneOf(['handling', 'verification', 'call-back']).meta({ description: '用途,会记录' }),
    note: text(200).optional(),
  })
  .meta({ id: 'UnmaskReferral' });

export const listPath = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, { error: '名单的代号写法不对' })
    .meta({ description: '名单的代号:规则里的 key,没写就是部门代号' }),
});
export const listQuery = z.strictObject({
  period: z
    .string()
    .max(10)
    .optional()
    .meta({ description: '2026-W47、2026-11 或 2026-Q4;不写就是最近一期', example: '2026-11' }),
  division: areaQuery.optional(),
  format: oneOf(['json', 'csv', 'xlsx']).optional().meta({ description: '也可以用 Accept' }),
  cursor: cursorOf(z.tuple([z.string()])).optional(),
});
