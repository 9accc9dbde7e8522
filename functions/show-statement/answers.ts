import * as z from 'zod';
import { deliveryMethods, takers } from '../../domain/statement-delivery.ts';

/** What is answered, as schemas. */
const delivery = z.object({
  deliveredOn: z.string().meta({ format: 'date' }),
  to: z.enum(takers).meta({ description: '本人、家里人、邻居、村里' }),
  maskedName: z.string().optional().meta({ description: '代收人,打码' }),
  relation: z.string().optional(),
  method: z.enum(deliveryMethods).meta({ description: '当面交、邮寄、当面念' }),
  note: z.string().optional(),
  by: z.string().meta({ description: '登记的人' }),
  at: z.string().meta({ format: 'date-time' }),
});

export const deliveredView = z
  .object({
    id: z.string(),
    number: z.string().meta({ description: '单号,印在送达联和送达登记表上', example: 'Q2612-48210937' }),
    version: z.int(),
    deliveries: z.array(delivery),
  })
  .meta({ id: 'StatementDelivered' });

const listedStatement = z
  .object({
    id: z.string(),
    number: z.string(),
    subject: z.string(),
    division: z.string().meta({ description: '出单子时住在哪个村(12位)' }),
    place: z.string(),
    maskedName: z.string().meta({ description: '户主,打码' }),
    label: z.string().meta({ description: '哪一期', example: '2026年10月至12月' }),
    deliveredOn: z.string().optional().meta({ format: 'date', description: '哪天送到的;没有就是还没登记' }),
    version: z.int().meta({ description: '登记送达时写在 If-Match' }),
  })
  .meta({ id: 'ListedStatement' });

export const statementPage = z
  .object({ items: z.array(listedStatement), cursor: z.string().optional() })
  .meta({ id: 'StatementPage' });
