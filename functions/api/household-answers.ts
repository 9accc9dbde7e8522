import * as z from 'zod';
import { met, needs } from '../../domain/warning.ts';
import { day, masked, person } from './answer-fields.ts';
import { contactView } from './contact-answers.ts';
import { hintView } from './hint-answers.ts';

export const timelineEntry = z
  .object({
    on: day,
    kind: z.enum([
      'signal',
      'grant',
      'application',
      'membership',
      'move',
      'death',
      'warning',
      'visit',
      'notice',
      'referral',
      'call',
      'statement',
    ]),
    text: z.string(),
    person: person.optional(),
    department: z.string().optional(),
    id: z.string().optional(),
    status: z.string().optional(),
    retracted: z.literal(true).optional(),
    visit: z
      .object({
        met,
        findings: z.string(),
        needs: z.array(needs),
        note: z.string().optional(),
        by: z.string().meta({ description: '谁去的' }),
      })
      .optional(),
  })
  .meta({ id: 'TimelineEntry' });

export const householdFile = z
  .object({
    id: z.string(),
    place: z.string(),
    registeredPlace: z.string().optional().meta({ description: '户主的户籍地,和办理的地方不同时才有' }),
    routedBy: z.enum(['residence', 'registered']).meta({ description: '按居住地还是按户籍地办理' }),
    head: z
      .object({ id: z.string(), acting: z.boolean().meta({ description: 'true:户主去世,暂由此人代为户主' }) })
      .optional(),
    hints: z.array(hintView),
    members: z.array(
      z.object({
        id: z.string(),
        maskedName: masked,
        relation: z.enum(['head', 'spouse', 'child', 'parent', 'other']).optional(),
        from: day.optional(),
        until: day.optional(),
        diedOn: day.optional(),
        contact: contactView,
        categories: z.array(z.object({ key: z.string(), name: z.string(), from: day, until: day.optional() })),
      }),
    ),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'HouseholdFile' });
