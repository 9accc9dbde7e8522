import type { AccessEntry } from '../shared/access-log.ts';
import type { HttpRequest } from '../shared/http.ts';
import { HttpProblem } from '../shared/problem.ts';
import type { Staff } from '../shared/staff-token.ts';
import { may, type Permission } from './permissions.ts';
import type { ApiPorts } from './ports.ts';

/** Who asks. Throws 401 without a valid token, 403 where the role may not do this. */
export async function allowed(
  { staff }: Pick<ApiPorts, 'staff'>,
  request: Pick<HttpRequest, 'headers'>,
  permission: Permission,
): Promise<Staff> {
  const caller = await staff(request);
  if (!may(caller.role, permission)) throw new HttpProblem(403, '您的岗位没有这项权限');
  return caller;
}

/** Writes down a look at personal data before the answer goes out: what could not be logged is not shown. */
export async function logLook(
  { accessLog, clock }: Pick<ApiPorts, 'accessLog' | 'clock'>,
  { sub, role, division }: Staff,
  look: Pick<AccessEntry, 'action' | 'subject' | 'purpose' | 'fields' | 'note'>,
): Promise<void> {
  await accessLog.record({ at: clock.now(), who: sub, role, division, ...look });
}
