import type { Access, DepartmentKey } from '../access.ts';
import type { Bytes } from '../bytes.ts';
import { entryOf } from './entry-of.ts';

export function memoryAccess(): Access {
  const keys = new Map<string, DepartmentKey>();
  const dataKeys = new Map<string, Bytes>();
  const profiles = new Map<string, string>();
  let held = false;
  return {
    key: async (keyid) => keys.get(keyid),
    async putKey(key) {
      keys.set(key.keyid, Object.freeze({ ...key }));
    },
    keys: async () => [...keys.values()],
    held: async () => held,
    async setHeld(value) {
      held = value;
    },
    dataKey: async (name) => dataKeys.get(name),
    putDataKey: async (name, wrapped) => entryOf(dataKeys, name, () => wrapped.slice()),
    async archiveProfile(version, canonical) {
      entryOf(profiles, version, () => canonical);
    },
    profile: async (version) => profiles.get(version),
  };
}
