import * as z from 'zod';
import { instant, person } from './answer-fields.ts';

export const contactView = z
  .object({
    version: z.int().meta({ description: '联系方式的版本号,修改时写在 If-Match;0 是还没登记过' }),
    maskedPhone: z.string().optional(),
    phoneOf: z.string().optional().meta({ description: '电话是谁的,打码' }),
    relation: z.string().optional(),
    prefersCall: z.boolean().optional(),
    cannotRead: z.boolean().optional(),
    language: z.string().optional(),
    quiet: z.string().optional(),
    note: z.string().optional(),
    declined: instant.optional().meta({ description: '什么时候退订了帮扶清单短信;没退订的没有这一项' }),
    byCall: z.boolean().meta({ description: 'true:有事打电话,不发短信' }),
    sharedWith: z.array(person).meta({ description: '家里还有谁用这个号码' }),
    sharedOutside: z.int().optional().meta({ description: '别人家还有几个人登记了这个号码' }),
    recordedAt: instant.optional(),
    recordedBy: z.string().optional(),
  })
  .meta({ id: 'Contact' });

export const callingNotesView = contactView
  .pick({ phoneOf: true, relation: true, cannotRead: true, language: true, quiet: true, note: true })
  .meta({ id: 'CallingNotes', description: '打电话前看:电话是谁的、说哪种话、什么时候不要打扰' });
