import type { AccessEntry, AccessLog } from '../access-log.ts';
import type { Clock } from '../clock.ts';
import type { HttpRequest } from '../http.ts';
import { HttpProblem } from '../problem.ts';
import type { Staff, StaffOf } from '../staff-token.ts';
import { may, type Permission } from './permissions.ts';

/** Who calls, and where a look at personal data is written down: what every function for staff is given. */
export interface CallerPorts {
  staff: StaffOf;
  accessLog: Pick<AccessLog, 'record'>;
  clock: Clock;
}

/** Who asks. Throws 401 without a valid token, 403 where the role may not do this. */
export async function allowed(
  { staff }: Pick<CallerPorts, 'staff'>,
  request: Pick<HttpRequest, 'headers'>,
  permission: Permission,
): Promise<Staff> {
  const caller = await staff(request);
  if (!may(caller.role, permission)) throw new HttpProblem(403, '您的岗位没有这项权限');
  return caller;
}

/** Writes down a look at personal data before the answer goes out: what could not be logged is not shown. */
export async function logLook(
  { accessLog, clock }: Pick<CallerPorts, 'accessLog' | 'clock'>,
  { sub, role, division }: Staff,
  look: Pick<AccessEntry, 'action' | 'subject' | 'purpose' | 'fields' | 'note'>,
): Promise<void> {
  await accessLog.record({ at: clock.now(), who: sub, role, division, ...look });
}
