import { within } from '../../domain/division.ts';
import { openReferralActs, type Referral, type ReferralAct } from '../../domain/referral.ts';
import { actOnReferral, type ReferralDoing } from '../../domain/referral-acts.ts';
import { followReferral } from '../shared/follow-referral.ts';
import { HttpProblem, notFound } from '../shared/problem.ts';
import { may, type Permission } from '../shared/staff-api/permissions.ts';
import { etagOf, type RequestMark } from '../shared/staff-api/version.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { ReferralsPorts } from './ports.ts';

type ActingPorts = Omit<ReferralsPorts, 'people' | 'signals' | 'accessLog' | 'caller'>;

/** Who does what: the department answers, the sender's offices send and call off, the county decides disputes. */
export const permissionFor: Readonly<Record<ReferralAct, Permission>> = {
  sign: 'referrals.answer',
  return: 'referrals.answer',
  feedback: 'referrals.answer',
  resend: 'referrals.send',
  assign: 'referrals.assign',
  cancel: 'referrals.send',
};

export const openActsFor = (staff: Staff, referral: Referral): ReferralAct[] =>
  openReferralActs(referral).filter((act) => may(staff.role, permissionFor[act]));

/** One that is another department's, or outside the caller's area, does not exist for them. */
export function sees({ role, department, division }: Staff, referral: Referral): boolean {
  if (!within(division, referral.area)) return false;
  return role !== 'department' || referral.department === department;
}

export async function find(
  { referrals }: Pick<ReferralsPorts, 'referrals'>,
  staff: Staff,
  id: string,
): Promise<Referral> {
  const referral = await referrals.get(id);
  if (!referral || !sees(staff, referral)) throw notFound();
  return referral;
}

const MOST_ATTEMPTS = 5;

/**
 * Does one act and what follows from it. The same request again changes nothing, and makes up for what a request that was
 * cut short left undone. Throws 409 where the state does not allow it, or where somebody acted since the version seen.
 */
export async function perform(
  ports: ActingPorts,
  staff: Staff,
  id: string,
  doing: ReferralDoing,
  { seen, mark }: { seen: number; mark: RequestMark | undefined },
): Promise<Referral> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const referral = await find(ports, staff, id);
    if (repeats(staff, referral, mark)) {
      await followReferral(ports, referral);
      return referral;
    }
    mustBeTimely(staff, referral, seen);
    const actor = { by: staff.sub, ...(mark && { request: mark }) };
    const acted = actOnReferral(referral, doing, actor, ports.province, ports.clock.now());
    if (!acted.ok) throw refused(staff, referral, '这件转办现在的状态不能这样操作');
    if (!(await ports.referrals.put(acted.referral))) continue;
    await followReferral(ports, acted.referral);
    return acted.referral;
  }
  throw new HttpProblem(409, '这件转办正在变动,请刷新后再试');
}

function repeats(staff: Staff, referral: Referral, mark: RequestMark | undefined): boolean {
  const earlier = mark && referral.steps.find(({ request }) => request?.key === mark.key);
  if (!earlier) return false;
  if (earlier.request?.digest === mark.digest) return true;
  throw refused(staff, referral, '这个 Idempotency-Key 已经用过,但内容不同;请换一个');
}

/** Reminders raise the version too; only what somebody did since makes the version seen a stale one. */
function mustBeTimely(staff: Staff, referral: Referral, seen: number): void {
  const acted = referral.steps.at(-1)?.version ?? 1;
  if (acted <= seen && seen <= referral.version) return;
  throw refused(staff, referral, '这件转办已有新的变化,请刷新后再操作');
}

const refused = (staff: Staff, referral: Referral, detail: string) =>
  new HttpProblem(409, {
    detail,
    members: { openActs: openActsFor(staff, referral), version: referral.version },
    headers: { etag: etagOf(referral) },
  });
