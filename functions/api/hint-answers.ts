import * as z from 'zod';
import { person } from './answer-fields.ts';

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
