import * as z from 'zod';
import { type Notice, noticeSchema, noticeStatus } from '../../../domain/notice.ts';
import { inParallel } from '../in-parallel.ts';
import type { NoticeKey, Notices } from '../notices.ts';
import type { Sealer } from '../sealing.ts';
import { batchDelete, batchPut } from './batch.ts';
import { ABSENT, bytes, keyed } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';

/**
 * p subject · s id · st status · x sealed as made · ca claimed at · sa settled at · y sealed text as sent · pi provider's id ·
 * de why. Two documents, because the first never changes: a claim and a settlement write no personal data again.
 */
const row = keyed.extend({
  st: noticeStatus,
  x: bytes,
  ca: z.number().optional(),
  sa: z.number().optional(),
  y: bytes.optional(),
  pi: z.string().optional(),
  de: z.string().optional(),
});

/** Notices. `put`, `claim` and `settle`: one unit each; `of` and `get`: one read unit for each started 4 KiB. */
export function dynamoNotices(deps: StoreDeps): Notices {
  const table = new Table(deps);
  const { sealer } = deps;
  return {
    async put(notices) {
      await inParallel(8, notices, async (notice) => table.put(await noticeItem(sealer, notice), ABSENT));
    },
    async get(key) {
      const item = await table.get(keyOf(key));
      return item && noticeOf(sealer, item);
    },
    async of(subject) {
      const items = await table.query({ where: 'p = :p', values: { ':p': subject } });
      return Promise.all(items.map((item) => noticeOf(sealer, item)));
    },
    async claim(key, at) {
      const change = { expression: 'SET st = :calling, ca = :at', values: { ':calling': 'calling', ':at': at } };
      const written = await table.update(keyOf(key), change, {
        expression: 'st = :queued',
        values: { ':queued': 'queued' },
      });
      if (written.done) return 'claimed';
      return written.old && row.parse(written.old).st;
    },
    async settle({ subject, id }, from, { status, at, text, providerId, detail }) {
      const parts: [string, string, string | number | Uint8Array | undefined][] = [
        ['st', ':status', status],
        ['sa', ':at', at],
        ['y', ':text', text === undefined ? undefined : await sealer.seal('notices', textPlace({ subject, id }), text)],
        ['pi', ':provider', providerId],
        ['de', ':detail', detail],
      ];
      const given = parts.filter(([, , value]) => value !== undefined);
      const change = {
        expression: `SET ${given.map(([name, value]) => `${name} = ${value}`).join(', ')}`,
        values: Object.fromEntries(given.map(([, name, value]) => [name, value])),
      };
      const states = from.map((state, index) => [`:from${index}`, state] as const);
      const condition = {
        expression: `st IN (${states.map(([name]) => name).join(', ')})`,
        values: Object.fromEntries(states),
      };
      return (await table.update(keyOf({ subject, id }), change, condition)).done;
    },
    async waiting(queue) {
      const items = await table.query({ where: 'p = :p', values: { ':p': `Q#${queue}` } });
      return items.map((item) => keyIn(keyed.parse(item).s));
    },
    wait: (queue, keys) =>
      batchPut(
        deps,
        keys.map((key) => pointerItem(queue, key)),
        ({ s }) => String(s),
      ),
    release: (queue, keys) =>
      batchDelete(
        deps,
        keys.map((key) => pointerKey(queue, key)),
      ),
  };
}

const keyOf = ({ subject, id }: NoticeKey) => ({ p: subject, s: id });
const placeOf = ({ subject, id }: NoticeKey) => `Notices/${subject}/${id}`;
const textPlace = (key: NoticeKey) => `${placeOf(key)}/text`;

const pointerKey = (queue: string, { subject, id }: NoticeKey) => ({ p: `Q#${queue}`, s: `${subject}|${id}` });
export const pointerItem = (queue: string, key: NoticeKey): Item => pointerKey(queue, key);

function keyIn(sort: string): NoticeKey {
  const cut = sort.lastIndexOf('|');
  return { subject: sort.slice(0, cut), id: sort.slice(cut + 1) };
}

/** A notice as it is made: what its commit or `put` writes. */
export async function noticeItem(sealer: Sealer, notice: Notice): Promise<Item> {
  const {
    subject,
    id,
    status,
    claimedAt: _,
    settledAt: __,
    text: ___,
    providerId: ____,
    detail: _____,
    ...made
  } = notice;
  return { ...keyOf(notice), st: status, x: await sealer.seal('notices', placeOf({ subject, id }), made) };
}

/** A notice from its row, as a read or as `streamImage` gives it. */
export async function noticeOf(sealer: Sealer, item: StoredItem): Promise<Notice> {
  const { p, s, st, x, ca, sa, y, pi, de } = row.parse(item);
  const key = { subject: p, id: s };
  const made = z.record(z.string(), z.unknown()).parse(await sealer.open('notices', placeOf(key), x));
  const text = y && z.string().parse(await sealer.open('notices', textPlace(key), y));
  return noticeSchema.parse({
    ...made,
    ...key,
    status: st,
    ...(ca !== undefined && { claimedAt: ca }),
    ...(sa !== undefined && { settledAt: sa }),
    ...(text !== undefined && { text }),
    ...(pi !== undefined && { providerId: pi }),
    ...(de !== undefined && { detail: de }),
  });
}

/** A pointer or another row without a document is no notice: the stream carries both. */
export const isNoticeRow = (item: StoredItem) => 'x' in item && 'st' in item;
