import { dueAfter } from './calendar.ts';
import type { Province } from './province.ts';
import { deskOf, type Referral } from './referral.ts';
import type { Warning } from './warning.ts';

/** What is asked of a department, by whom. */
export interface ReferralOrder {
  department: string;
  matter: string;
  workdays: number;
  note?: string | undefined;
  /** A staff subject, or `hub`. */
  by: string;
  joint: boolean;
  person?: string | undefined;
  /** What tells a repeated request from a new one. */
  request?: { key: string; digest: string } | undefined;
}

/** A referral as it is sent first. Its number is its id: whoever takes the number has made it. */
export function newReferral(
  { id, number: warningNumber, subject, township }: Pick<Warning, 'id' | 'number' | 'subject' | 'township'>,
  order: ReferralOrder,
  number: string,
  { calendar }: Pick<Province, 'calendar'>,
  now: number,
): Referral {
  const { department, matter, workdays, note, by, joint, person, request } = order;
  const due = dueAfter(now, { amount: workdays, unit: 'workdays' }, calendar);
  return {
    id: number,
    version: 1,
    open: true,
    dueAt: due.at,
    area: township,
    desk: deskOf(department, township),
    subject,
    number,
    department,
    matter,
    status: 'sent',
    warning: id,
    warningNumber,
    joint,
    ...(person !== undefined && { person }),
    ...(note !== undefined && { note }),
    workdays,
    why: due.why,
    provisional: due.provisional,
    sentAt: now,
    binding: false,
    steps: [{ act: 'refer', at: now, by, version: 1, department, ...(request && { request }) }],
    reminded: [],
  };
}
