import * as z from 'zod';
import { recipientKinds, toldUnlessSaid } from './notice-catalogue.ts';
import { basis, oneOf } from './profile-fields.ts';

const waits = oneOf(['send', 'wait'], 'send(照发)或 wait(等到下一个工作日早上)');
const MERGE = '要写成 10 minutes(最多120;0 minutes 不合并)';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d';

/** When notices go out, in whose name, and what recipients themselves hear of. */
export const noticesSchema = z.strictObject({
  basis,
  quietHours: z
    .string()
    .regex(new RegExp(`^${TIME}-${TIME}$`), { error: '要写成 "21:00-08:00"' })
    .meta({ description: '夜里不发短信的时段,例如 "21:00-08:00"' }),
  digestAt: z
    .string({ error: '要写成 "08:30"(加引号)' })
    .regex(new RegExp(`^${TIME}$`), { error: '要写成 "08:30"' })
    .meta({ description: '早报几点发,例如 "08:30"' }),
  signature: z
    .string()
    .min(2, { error: '短信签名至少2个字' })
    .max(12, { error: '短信签名最多12个字' })
    .regex(/^[^【】]+$/, { error: '短信签名不要带【】,系统会加' }),
  helpline: z
    .string({ error: '电话要加引号,例如 "12345"' })
    .regex(/^(1\d{2,4}|400-?\d{3}-?\d{4}|95\d{3,6}|0\d{2,3}-?\d{7,8})$/, {
      error: '要写座机、400、95或短号码,例如 "12345";不能是手机号',
    }),
  toRecipients: z
    .array(oneOf(recipientKinds, 'warning-raised(预警)、missed(上门没遇到人)、granted(救助批准)或 statement(清单)'))
    .default(toldUnlessSaid)
    .meta({ description: '哪些事给困难群众本人发通知;默认不发预警' }),
  holidays: z
    .strictObject({
      staff: waits.default('wait'),
      recipients: waits.default('send'),
      statements: waits.default('wait'),
    })
    .prefault({})
    .meta({
      description:
        '周末和节假日发不发(夜里另算):staff 给工作人员的催办、提醒,红色等紧急级别的照发;recipients 给群众的批准、走访消息;statements 清单消息。wait 等到下一个工作日早上',
    }),
  mergeWithin: z
    .string({ error: MERGE })
    .regex(/^(0|[1-9]\d?|1[01]\d|120) minutes$/, { error: MERGE })
    .transform((text) => Number.parseInt(text, 10))
    .default(10)
    .meta({
      description: '同一个人在这段时间里的几条通知并成一条,例如 10 minutes;0 minutes 不并',
      examples: ['10 minutes'],
    }),
  villageFirst: z.boolean({ error: '要写 true 或 false' }).default(false).meta({
    description: 'true:乡镇的预警短信先发给这户所在村的联系人(单位表里 role: village),村里没有人才发给乡镇',
  }),
});
