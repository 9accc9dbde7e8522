import * as z from 'zod';
import { doorStates } from '../../domain/statement-door.ts';
import { personMatch } from '../shared/staff-api/person-match.ts';
import { day, instant } from './answer-fields.ts';

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
