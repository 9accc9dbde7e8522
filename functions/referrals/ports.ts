import type { Referral } from '../../domain/referral.ts';
import type { ReferralEntry } from '../../domain/referral-entry.ts';
import type { AccessLog } from '../shared/access-log.ts';
import type { FollowPorts } from '../shared/follow-referral.ts';
import type { HttpRequest } from '../shared/http.ts';
import type { People } from '../shared/people.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { Signals } from '../shared/signals.ts';
import { may, type Permission } from '../shared/staff-api/permissions.ts';
import type { Staff } from '../shared/staff-token.ts';
import type { Tasks } from '../shared/tasks.ts';

export interface ReferralsPorts extends FollowPorts {
  /** By a staff token, or by a department's own key. */
  caller: (request: HttpRequest) => Promise<Staff>;
  referrals: Tasks<Referral>;
  feedback: Tasks<ReferralEntry>;
  people: Pick<People, 'get' | 'watched'>;
  signals: Pick<Signals, 'of'>;
  accessLog: Pick<AccessLog, 'record'>;
}

/** Who asks. Throws 401 where nobody says who, 403 where the role may not do this. */
export async function permitted(
  { caller }: Pick<ReferralsPorts, 'caller'>,
  request: HttpRequest,
  permission: Permission,
): Promise<Staff> {
  const staff = await caller(request);
  if (!may(staff.role, permission)) throw new HttpProblem(403, '您的岗位没有这项权限');
  return staff;
}
