import { taskNotice } from '../../domain/notice-plan.ts';
import { officeFor } from '../../domain/office.ts';
import type { Province } from '../../domain/province.ts';
import type { Referral } from '../../domain/referral.ts';
import { entryFor, type ReferralEntry } from '../../domain/referral-entry.ts';
import { referralEvent } from '../../domain/referral-event.ts';
import type { WebhookEvent } from '../../domain/webhook.ts';
import { type AnnouncePorts, announce } from './announce.ts';
import { idsFor, type ReassessPorts } from './assessing/reassess.ts';
import { inParallel } from './in-parallel.ts';
import type { Notices } from './notices.ts';
import type { Tasks } from './tasks.ts';
import { tellOffices } from './tell-offices.ts';

export interface FollowPorts extends AnnouncePorts, Pick<ReassessPorts, 'hasher' | 'smsAvailable'> {
  referrals: Pick<Tasks<Referral>, 'get' | 'of'>;
  feedback: Pick<Tasks<ReferralEntry>, 'put'>;
  notices: Pick<Notices, 'put' | 'wait'>;
  province: Province;
}

/**
 * What follows from where a referral stands by now: its line of the feedback list, and who is told. Everything has an id of
 * its own, so that doing it again, after a request that was cut short and repeated, changes nothing.
 */
export async function followReferral(ports: FollowPorts, referral: Referral): Promise<void> {
  const entry = entryFor(referral);
  if (entry) await ports.feedback.put(entry);
  const type = eventTypes[referral.status];
  const { notice: hash } = idsFor(ports);
  if (type) await announce(ports, [referralEvent(hash, type, referral, ports.clock.now())]);
  if (referral.status === 'returned' || referral.status === 'disputed') await tellBack(ports, referral);
  if (!referral.open) await tellAnswered(ports, referral);
}

/** Signing and answering are the department's own doing: its system knows. */
const eventTypes: Partial<Record<Referral['status'], Extract<WebhookEvent['type'], `referral.${string}`>>> = {
  sent: 'referral.sent',
  cancelled: 'referral.cancelled',
};

async function tellBack(ports: FollowPorts, referral: Referral): Promise<void> {
  const role = referral.status === 'disputed' ? 'county' : 'township';
  await tell(ports, role, {
    kind: 'task-back',
    task: referral,
    cause: `${referral.status}#${referral.steps.length}`,
    reason: role === 'county' ? '部门第三次退回,请县里指定' : '部门退回,请改派或撤回',
  });
}

/** Once nothing of a warning is out any more. The list of its referrals may lag: what it says is open is read again. */
async function tellAnswered(ports: FollowPorts, referral: Referral): Promise<void> {
  const listed = await ports.referrals.of(referral.subject);
  const others = listed.filter(({ warning, id }) => warning === referral.warning && id !== referral.id);
  const known = await inParallel(8, others, async (each) =>
    each.open ? ((await ports.referrals.get(each.id)) ?? each) : each,
  );
  const all = [referral, ...known];
  if (all.some(({ open }) => open) || !all.some(({ status }) => status === 'answered')) return;
  await tell(ports, 'township', {
    kind: 'task-answered',
    task: { ...referral, id: referral.warning, number: referral.warningNumber },
    cause: `answered#${all.length}`,
    reason: `预警${referral.warningNumber}的转办件都有了答复`,
  });
}

async function tell(
  ports: FollowPorts,
  role: 'township' | 'county',
  about: Pick<Parameters<typeof taskNotice>[2], 'kind' | 'task' | 'cause' | 'reason'>,
): Promise<void> {
  const office = officeFor(ports.province.offices, role, about.task.area);
  if (!office) return;
  const of = { kind: 'referral', name: '转办件' } as const;
  const from = { ...about, of, office, by: 'digest' as const };
  await tellOffices(ports.notices, [taskNotice(idsFor(ports), ports.clock.now(), from, ports.province)]);
}
