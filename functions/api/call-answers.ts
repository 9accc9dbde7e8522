import * as z from 'zod';
import { callResults } from '../../domain/call-standing.ts';
import { noticeKinds } from '../../domain/notice.ts';
import { instant, office, person } from './answer-fields.ts';
import { callingNotesView } from './contact-answers.ts';

export const callView = z
  .object({
    id: z.string(),
    kind: noticeKinds,
    status: z
      .enum(['open', 'done', 'given-up', 'cancelled'])
      .meta({ description: 'cancelled:短信后来送到了,不用再打' }),
    text: z.string().meta({ description: '短信原文,照着念' }),
    division: z.string(),
    place: z.string(),
    person: person.optional(),
    office: office.optional(),
    contact: callingNotesView.optional(),
    createdAt: instant,
    attempts: z.array(z.object({ at: instant, by: z.string(), result: callResults, note: z.string().optional() })),
  })
  .meta({ id: 'CallBack' });

export const callPage = z.object({ items: z.array(callView), cursor: z.string().optional() });
