import type * as z from 'zod';
import { departmentName } from '../../domain/department-name.ts';
import { fullDivisionName } from '../../domain/division.ts';
import { maskName } from '../../domain/masking.ts';
import type { Province } from '../../domain/province.ts';
import { type Referral, referralStatusNames, resultNames } from '../../domain/referral.ts';
import { offsetDateTime } from '../../domain/shanghai-time.ts';
import type { PersonRecord } from '../shared/people.ts';
import type { Staff } from '../shared/staff-token.ts';
import { openActsFor } from './acting.ts';
import type { referralView } from './answers.ts';
import type { ReferralsPorts } from './ports.ts';

type View = z.output<typeof referralView>;
type ViewPorts = Pick<ReferralsPorts, 'people' | 'province' | 'clock'>;

/** Referrals as the caller may see them: a department what it needs to deal with them, and not where they come from. */
export async function referralViews(ports: ViewPorts, staff: Staff, referrals: readonly Referral[]): Promise<View[]> {
  const persons = referrals.flatMap(({ person }) => person ?? []);
  const people = persons.length > 0 ? await ports.people.get([...new Set(persons)]) : new Map<string, PersonRecord>();
  return referrals.map((referral) => {
    const name = people.get(referral.person ?? '')?.name?.value ?? '';
    return viewOf(ports, staff, referral, maskName(name));
  });
}

function viewOf({ province, clock }: ViewPorts, staff: Staff, referral: Referral, maskedName: string): View {
  const { id, number, version, department, matter, note, status, area, joint, sentAt, dueAt, why, provisional } =
    referral;
  const own = staff.role === 'department';
  return {
    id,
    number,
    version,
    department: { key: department, name: departmentName(province, department) },
    matter,
    ...(note !== undefined && { note }),
    status,
    statusName: referralStatusNames[status],
    division: area,
    place: fullDivisionName(area, province.divisions),
    maskedName,
    joint,
    sentAt: offsetDateTime(sentAt),
    dueAt: offsetDateTime(dueAt),
    why,
    provisional,
    overdue: referral.open && dueAt <= clock.now(),
    ...feedbackOf(referral),
    steps: referral.steps.map((step) => stepView(province, step, own)),
    ...(!own && { warning: { id: referral.warning, number: referral.warningNumber } }),
    openActs: openActsFor(staff, referral),
  };
}

function feedbackOf({ feedback }: Referral): Pick<View, 'feedback'> {
  if (!feedback) return {};
  const { result, programmes, note, at } = feedback;
  return {
    feedback: {
      result,
      name: resultNames[result],
      programmes,
      ...(note !== undefined && { note }),
      at: offsetDateTime(at),
    },
  };
}

const stepView = (province: Province, step: Referral['steps'][number], own: boolean): View['steps'][number] => ({
  act: step.act,
  at: offsetDateTime(step.at),
  ...(!own && { by: step.by }),
  ...(step.reason !== undefined && { reason: step.reason }),
  ...(step.department !== undefined && { department: departmentName(province, step.department) }),
});
