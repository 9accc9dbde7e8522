import type * as z from 'zod';
import { departmentName } from '../../domain/department-name.ts';
import type { Province } from '../../domain/province.ts';
import { type Referral, referralStatusNames, resultNames } from '../../domain/referral.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { Clock } from '../shared/clock.ts';
import type { warningDetail } from './warning-answers.ts';

type Item = z.output<typeof warningDetail>['referrals'][number];

/** A referral as its warning shows it. */
export function referralItem({ province, clock }: { province: Province; clock: Clock }, referral: Referral): Item {
  const { number, department, matter, joint, status, sentAt, dueAt, open, feedback } = referral;
  return {
    number,
    department: departmentName(province, department),
    matter,
    joint,
    status,
    statusName: referralStatusNames[status],
    sentAt: offsetDateTime(sentAt),
    dueAt: offsetDateTime(dueAt),
    overdue: open && dueAt <= clock.now(),
    ...(feedback && { feedback: feedbackView(feedback) }),
  };
}

const feedbackView = ({ result, programmes, note, at }: NonNullable<Referral['feedback']>): Item['feedback'] => ({
  result,
  name: resultNames[result],
  programmes,
  ...(note !== undefined && { note }),
  at: offsetDateTime(at),
});
