import * as z from 'zod';
import { day } from './answer-fields.ts';

export const health = z.object({
  status: z.literal('ok'),
  province: z.string(),
  stage: z.string(),
  profileVersion: z.string(),
});

export const profileView = z
  .object({
    province: z.string(),
    name: z.string(),
    version: z.string(),
    contentVersion: z.string().meta({ description: '规则内容的指纹,预警上写的就是它' }),
    effectiveFrom: day,
    figures: z.record(
      z.string(),
      z.object({ name: z.string(), yuan: z.number().nullable(), year: z.int().optional(), basis: z.string() }),
    ),
    categories: z.array(z.object({ key: z.string(), name: z.string() })),
    indicators: z.array(z.object({ key: z.string(), name: z.string() })),
    levels: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        from: z.number(),
        visit: z.string(),
        feedback: z.string(),
        urgent: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Profile' });
