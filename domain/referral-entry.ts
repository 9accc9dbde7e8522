import * as z from 'zod';
import { deskOf, type Referral } from './referral.ts';

/**
 * That a referral is over: a line of the feedback list (反馈清单) of its township and of its department, in the order in
 * which answers came. What it says stands in the referral itself.
 */
export const referralEntrySchema = z.object({
  id: z.string(),
  version: z.int(),
  open: z.boolean(),
  /** When it was answered or called off. */
  dueAt: z.number(),
  area: z.string(),
  desk: z.string(),
});
export type ReferralEntry = z.output<typeof referralEntrySchema>;

/** undefined while the referral is open. */
export const entryFor = ({ id, closedAt, area, department }: Referral): ReferralEntry | undefined =>
  closedAt === undefined
    ? undefined
    : { id, version: 1, open: true, dueAt: closedAt, area, desk: deskOf(department, area) };
