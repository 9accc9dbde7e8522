import * as z from 'zod';
import { needs, statusSchema } from '../../domain/warning.ts';
import { day, instant, person } from './answer-fields.ts';

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
