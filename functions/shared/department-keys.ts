import type { Access, DepartmentKey } from './access.ts';
import type { Clock } from './clock.ts';

/** Milliseconds for which a key is taken from memory: so long a revoked key may still be accepted. */
const KEPT = 60_000;

export type KeyLookup = (keyid: string) => Promise<DepartmentKey | undefined>;

/** Department keys from memory for a minute. Unknown ones are not kept: anybody could fill the memory with them. */
export function departmentKeys(access: Pick<Access, 'key'>, clock: Clock): KeyLookup {
  const kept = new Map<string, { key: DepartmentKey; until: number }>();
  return async (keyid) => {
    const found = kept.get(keyid);
    if (found && found.until > clock.now()) return found.key;
    const key = await access.key(keyid);
    if (key) kept.set(keyid, { key, until: clock.now() + KEPT });
    else kept.delete(keyid);
    return key;
  };
}
