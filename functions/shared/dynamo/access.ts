import * as z from 'zod';
import type { Access, DepartmentKey, WebhookEndpoint } from '../access.ts';
import type { Bytes } from '../bytes.ts';
import type { Sealer } from '../sealing.ts';
import { ABSENT, bytes, keyed } from './row.ts';
import { type StoreDeps, type StoredItem, Table } from './table.ts';

const dataKeyRow = z.object({ w: bytes });
/** p KEYS · s keyid · x sealed. One partition: a province has some dozens, and listing them needs no index. */
const keyRow = keyed.extend({ x: bytes });
const departmentKey = z.object({
  keyid: z.string(),
  department: z.string(),
  algorithm: z.enum(['hmac-sha256', 'ecdsa-p256-sha256', 'ed25519', 'hmac-sm3']),
  secret: z.string(),
  sources: z.array(z.string()),
  area: z.string(),
  status: z.enum(['live', 'revoked']),
  createdAt: z.number(),
});

/** p WEBHOOK#department · s area · x sealed, its secrets with it */
const webhook = z.object({
  department: z.string(),
  area: z.string(),
  url: z.string(),
  secrets: z.array(z.object({ secret: z.string(), until: z.number().optional() })),
  status: z.enum(['live', 'disabled']),
  why: z.string().optional(),
  changedAt: z.number(),
});

/** Wrapped data keys: what the sealer itself is made from, and so the one store that needs none. */
export function dynamoDataKeys(deps: Omit<StoreDeps, 'sealer'>): Pick<Access, 'dataKey' | 'putDataKey'> {
  const table = new Table(deps);
  const keyOf = (name: string) => ({ p: `DATAKEY#${name}`, s: 'K' });
  return {
    async dataKey(name) {
      const item = await table.get(keyOf(name));
      return item && dataKeyRow.parse(item).w;
    },
    async putDataKey(name, wrapped): Promise<Bytes> {
      const written = await table.put({ ...keyOf(name), w: wrapped }, ABSENT);
      return written.done ? wrapped : dataKeyRow.parse(written.old).w;
    },
  };
}

/** Access: one unit a call. Rows are few and small. */
export function dynamoAccess(deps: StoreDeps): Access {
  const table = new Table(deps);
  const { sealer } = deps;
  return {
    ...dynamoDataKeys(deps),
    async key(keyid) {
      const item = await table.get({ p: 'KEYS', s: keyid });
      return item && keyIn(sealer, item);
    },
    async putKey(key) {
      await table.put({ p: 'KEYS', s: key.keyid, x: await sealer.seal('access', placeOf(key.keyid), key) });
    },
    async keys() {
      const items = await table.query({ where: 'p = :p', values: { ':p': 'KEYS' } });
      return Promise.all(items.map((item) => keyIn(sealer, item)));
    },
    async webhooks(department) {
      const items = await table.query({ where: 'p = :p', values: { ':p': webhooksOf(department) } });
      return Promise.all(items.map((item) => webhookIn(sealer, item)));
    },
    async putWebhook(endpoint) {
      const { p, s } = webhookKey(endpoint);
      await table.put({ p, s, x: await sealer.seal('access', `Access/${p}/${s}`, endpoint) });
    },
    removeWebhook: (endpoint) => table.delete(webhookKey(endpoint)),
    async held() {
      return (await table.get({ p: 'HOLD', s: 'H' })) !== undefined;
    },
    async setHeld(held) {
      if (held) await table.put({ p: 'HOLD', s: 'H' });
      else await table.delete({ p: 'HOLD', s: 'H' });
    },
    async archiveProfile(version, canonical) {
      await table.put({ p: `PROFILE#${version}`, s: 'P', j: canonical }, ABSENT);
    },
    async profile(version) {
      const item = await table.get({ p: `PROFILE#${version}`, s: 'P' });
      return item && z.object({ j: z.string() }).parse(item).j;
    },
  };
}

const placeOf = (keyid: string) => `Access/KEYS/${keyid}`;

async function keyIn(sealer: Sealer, item: StoredItem): Promise<DepartmentKey> {
  const { s, x } = keyRow.parse(item);
  return departmentKey.parse(await sealer.open('access', placeOf(s), x));
}

const webhooksOf = (department: string) => `WEBHOOK#${department}`;
const webhookKey = ({ department, area }: Pick<WebhookEndpoint, 'department' | 'area'>) => ({
  p: webhooksOf(department),
  s: area,
});

async function webhookIn(sealer: Sealer, item: StoredItem): Promise<WebhookEndpoint> {
  const { p, s, x } = keyRow.parse(item);
  return webhook.parse(await sealer.open('access', `Access/${p}/${s}`, x));
}
