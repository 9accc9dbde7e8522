import * as z from 'zod';

export const recipientTold = z
  .object({
    status: z
      .enum(['waiting', 'sent', 'calling', 'told', 'not-reached', 'cancelled'])
      .meta({ description: '还没有发、已发出、由热线打电话、已告知、没有联系上、不用再告知' }),
    name: z.string(),
    at: z.string().optional().meta({ format: 'date-time', description: '时间,带时区' }),
  })
  .meta({
    id: 'RecipientTold',
    description: '救助批准以后本人知道了没有;只有救助批准(benefit-granted)有,不含个人信息',
  });

export const fate = z
  .object({
    status: z.enum(['stored', 'assessed', 'parked']).meta({ description: '已存下、已研判、无法处理' }),
    warningId: z.string().optional(),
    recipient: recipientTold.optional(),
  })
  .meta({ id: 'EventFate' });
