import type { Access, DepartmentKey, WebhookEndpoint } from '../access.ts';
import type { Bytes } from '../bytes.ts';
import { entryOf } from './entry-of.ts';

export function memoryAccess(): Access {
  const keys = new Map<string, DepartmentKey>();
  const dataKeys = new Map<string, Bytes>();
  const profiles = new Map<string, string>();
  /** department → area → endpoint */
  const webhooks = new Map<string, Map<string, WebhookEndpoint>>();
  let held = false;
  return {
    key: async (keyid) => keys.get(keyid),
    async putKey(key) {
      keys.set(key.keyid, Object.freeze({ ...key }));
    },
    keys: async () => [...keys.values()],
    webhooks: async (department) => [...(webhooks.get(department)?.values() ?? [])],
    async putWebhook(endpoint) {
      const own = entryOf(webhooks, endpoint.department, () => new Map<string, WebhookEndpoint>());
      own.set(endpoint.area, Object.freeze({ ...endpoint }));
    },
    async removeWebhook({ department, area }) {
      webhooks.get(department)?.delete(area);
    },
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
