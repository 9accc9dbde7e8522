import { claimNonce } from '../claim-nonce.ts';
import type { Clock } from '../clock.ts';
import type { KeyLookup } from '../department-keys.ts';
import type { HttpRequest } from '../http.ts';
import type { Requests } from '../requests.ts';
import { verifySignature } from '../signature.ts';
import type { Staff, StaffOf } from '../staff-token.ts';

export interface DepartmentCallerPorts {
  staff: StaffOf;
  keys: KeyLookup;
  requests: Pick<Requests, 'claim'>;
  clock: Clock;
}

/**
 * Who calls where a department may also come with its own signing key: a signed request is one of role `department`, in
 * the key's area, named `key:<keyid>` in history and log. Throws 401 and 403 as the two ways by themselves do.
 */
export function staffOrKey({ staff, keys, requests, clock }: DepartmentCallerPorts) {
  const verify = verifySignature(keys, clock);
  return async (request: HttpRequest): Promise<Staff> => {
    if (request.headers['signature-input'] === undefined) return staff(request);
    const signed = await verify(request);
    await claimNonce(requests, signed, clock.now());
    const { keyid, department, area } = signed.key;
    return { sub: `key:${keyid}`, role: 'department', division: area, department };
  };
}
