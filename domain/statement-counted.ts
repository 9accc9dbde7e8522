import * as z from 'zod';
import { type Day, monthOf } from './shanghai-day.ts';
import { lastDayOf } from './statement-period.ts';

/** One aid as the hub last heard of it: the newest `benefit-granted` of a source and grantId. */
export interface Grant {
  /** A hash of source and grantId: the same for every newer form of the same aid. */
  readonly key: string;
  readonly person: { readonly personId: string; readonly name: string };
  readonly programme: string;
  /** Chinese name of the department that posted it. */
  readonly department: string;
  readonly aidType: 'basic' | 'special' | 'emergency' | 'supplementary';
  readonly grantedOn: Day;
  /** The month it is for, 'YYYY-MM', where that is not the month it was granted in. */
  readonly period?: string | undefined;
  readonly amountFen?: number | undefined;
  readonly inKind?: string | undefined;
  /** 'retracted': the department took the event back, so the aid was never given. */
  readonly status: 'granted' | 'paid' | 'returned' | 'retracted';
  /** Who receives it on the person's behalf. */
  readonly payee?: string | undefined;
  /** The hospital already took it off the bill. */
  readonly reimbursement?: boolean | undefined;
  /** Epoch ms when the hub stored this newest form. */
  readonly storedAt: number;
}

/** What of one aid has been stated so far; nothing of one that was returned or retracted. */
export const CountedSchema = z.strictObject({
  cashFen: z.int().optional(),
  reimbursedFen: z.int().optional(),
  inKind: z.string().optional(),
});
export type Counted = z.infer<typeof CountedSchema>;

/** What counts of an aid as it stands now. */
export function countedOf(grant: Grant): Counted {
  if (grant.status === 'returned' || grant.status === 'retracted') return {};
  const fen = grant.amountFen ?? 0;
  return {
    ...(fen !== 0 && grant.reimbursement !== true ? { cashFen: fen } : {}),
    ...(fen !== 0 && grant.reimbursement === true ? { reimbursedFen: fen } : {}),
    ...(grant.inKind === undefined ? {} : { inKind: grant.inKind }),
  };
}

/** The day an aid counts on: the one it was granted on, held inside the month it is for. */
export function countsOn({ grantedOn, period }: Pick<Grant, 'grantedOn' | 'period'>): Day {
  if (period === undefined || period === monthOf(grantedOn)) return grantedOn;
  return grantedOn < period ? `${period}-01` : lastDayOf(period);
}

/** Whether nothing changed between two countings of one aid. */
export function countsTheSame(one: Counted, other: Counted): boolean {
  return (
    (one.cashFen ?? 0) === (other.cashFen ?? 0) &&
    (one.reimbursedFen ?? 0) === (other.reimbursedFen ?? 0) &&
    (one.inKind ?? '') === (other.inKind ?? '')
  );
}
