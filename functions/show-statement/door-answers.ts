import * as z from 'zod';
import { doorStates } from '../../domain/statement-door.ts';

export const doorView = z.object({
  id: z.string(),
  door: z.enum(doorStates).meta({ description: 'open(能查)、locked(输错五次锁住)或 expired(过期)' }),
  openUntil: z.string().meta({ format: 'date-time', description: '过了这一刻就查不到' }),
});

/** What the caller with the code in hand asks about; masked. */
export const foundByCode = doorView.extend({
  from: z.string().meta({ format: 'date' }),
  to: z.string().meta({ format: 'date' }),
  label: z.string().meta({ example: '2026年10月至12月' }),
  maskedName: z.string().meta({ example: '王**' }),
});
