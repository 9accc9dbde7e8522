import type { Matter, Profile } from './profile.ts';
import type { Referral } from './referral.ts';
import type { Visit } from './warning.ts';

/** A matter that a department deals with, and how many workdays it has. */
export interface MatterToRefer {
  name: string;
  department: string;
  workdays: number;
}

/** The matters that a visit's findings call for (一件事): each need opens all that the profile names for it. */
export function mattersFor(
  needs: Visit['needs'],
  { matters, referrals }: Pick<Profile, 'matters' | 'referrals'>,
): MatterToRefer[] {
  return (matters?.list ?? []).flatMap((matter) => {
    const wanted = matter.needs.some((need) => needs.includes(need));
    return wanted && matter.department !== undefined
      ? [{ ...asked(matter, referrals), department: matter.department }]
      : [];
  });
}

/** How long a department has for a matter by the profile; the same for every matter that names no time of its own. */
export const workdaysFor = (name: string, { matters, referrals }: Pick<Profile, 'matters' | 'referrals'>): number =>
  matters?.list.find((matter) => matter.name === name)?.dueInWorkdays ?? referrals.dueInWorkdays;

const asked = ({ name, dueInWorkdays }: Matter, { dueInWorkdays: usual }: Profile['referrals']) => ({
  name,
  workdays: dueInWorkdays ?? usual,
});

/** How far the referrals of one warning have come, in one place. Those that were called off count for nothing. */
export function jointState(referrals: readonly Pick<Referral, 'status'>[]): {
  opened: number;
  answered: number;
  open: number;
} {
  const counted = referrals.filter(({ status }) => status !== 'cancelled');
  const answered = counted.filter(({ status }) => status === 'answered').length;
  return { opened: counted.length, answered, open: counted.length - answered };
}
