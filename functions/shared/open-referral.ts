import { newReferral, type ReferralOrder } from '../../domain/new-referral.ts';
import type { Province } from '../../domain/province.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Warning } from '../../domain/warning.ts';
import { referralNumber } from './assessing/reassess.ts';
import type { Clock } from './clock.ts';
import { type FollowPorts, followReferral } from './follow-referral.ts';
import { SafeError } from './safe-error.ts';
import type { Hasher } from './sealing.ts';
import type { Tasks } from './tasks.ts';

export interface OpenReferralPorts extends FollowPorts {
  referrals: Pick<Tasks<Referral>, 'get' | 'of' | 'put'>;
  hasher: Pick<Hasher, 'scoped'>;
  province: Province;
  clock: Clock;
}

/** A number that is taken means another hash; a month of a whole province has ten thousand of a hundred million. */
const MOST_ATTEMPTS = 8;

/** What stands for the same thing already: the same request, or the same matter at the same department while it is open. */
export function standing(
  earlier: readonly Referral[],
  { department, matter, joint, request }: Pick<ReferralOrder, 'department' | 'matter' | 'joint' | 'request'>,
): Referral | undefined {
  const same = earlier.filter((each) => each.department === department && each.matter === matter);
  return (
    earlier.find(({ steps }) => request !== undefined && steps[0]?.request?.key === request.key) ??
    same.find(({ open }) => open) ??
    // A finished visit opens its matters once, whatever has become of them since.
    (joint ? same.find((each) => each.joint) : undefined)
  );
}

/** The referrals of a warning, those that are over too. The list may lag a moment behind. */
export async function referralsOf(
  { referrals }: { referrals: Pick<Tasks<Referral>, 'of'> },
  { id, subject }: Pick<Warning, 'id' | 'subject'>,
): Promise<Referral[]> {
  return (await referrals.of(subject)).filter(({ warning }) => warning === id);
}

/**
 * Sends a matter to a department, once: asked again for the same it tells what stands. Its number follows from what is asked,
 * so that two requests at once meet at it; whoever takes the number has made it.
 */
export async function openReferral(
  ports: OpenReferralPorts,
  warning: Warning,
  order: ReferralOrder,
): Promise<Referral> {
  const earlier = await referralsOf(ports, warning);
  const found = standing(earlier, order);
  if (found) {
    await followReferral(ports, found);
    return found;
  }
  const now = ports.clock.now();
  const round = earlier.filter(({ matter }) => matter === order.matter).length;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const parts = [warning.id, order.department, order.matter, String(round), String(attempt)];
    const referral = newReferral(warning, order, referralNumber(ports.hasher, parts, now), ports.province, now);
    const taken = (await ports.referrals.put(referral)) ? undefined : await ports.referrals.get(referral.id);
    if (taken && !isSame(taken, referral)) continue;
    await followReferral(ports, taken ?? referral);
    return taken ?? referral;
  }
  throw new SafeError('no-referral-number', 'no free number was found for a referral');
}

const isSame = (a: Referral, b: Referral) =>
  a.warning === b.warning && a.matter === b.matter && a.steps[0]?.department === b.department;
