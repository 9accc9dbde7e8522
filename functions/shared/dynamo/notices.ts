import * as z from 'zod';
import { deliveryCounts, isTroubled } from '../../../domain/delivery.ts';
import { type Notice, noticeSchema, noticeStatus } from '../../../domain/notice.ts';
import { type SendingAttempt, sendingAttemptSchema } from '../../../domain/sending-attempt.ts';
import { dayOf } from '../../../domain/shanghai-day.ts';
import type { Bytes } from '../bytes.ts';
import { inParallel } from '../in-parallel.ts';
import type { NoticeKey, Notices, Settlement, Troubled } from '../notices.ts';
import type { Sealer } from '../sealing.ts';
import { batchDelete, batchPut } from './batch.ts';
import { adding } from './counters.ts';
import type { Value } from './item-size.ts';
import { ABSENT, bytes, keyed, padded } from './row.ts';
import { type Change, type Item, type StoreDeps, type StoredItem, Table } from './table.ts';
import { onlyConflicts, transact, type Write } from './transaction.ts';

/** p provider · a at · r result · w why */
const attemptRow = z.object({
  p: z.string(),
  a: z.number(),
  r: sendingAttemptSchema.shape.result,
  w: z.string().optional(),
});

/**
 * p subject · s id · st status · x sealed as made · ca claimed at · pv provider called · ph hash of the number · sa settled at ·
 * y sealed text as sent · pi provider's id · de why · rs sent anew · z sealed wording for it and others · np how many others ·
 * ti with which it is told · tr attempts. Two documents, because the first never changes: a claim and a settlement write no personal data again.
 */
const row = keyed.extend({
  st: noticeStatus,
  x: bytes,
  ca: z.number().optional(),
  pv: z.string().optional(),
  ph: z.string().optional(),
  sa: z.number().optional(),
  y: bytes.optional(),
  pi: z.string().optional(),
  de: z.string().optional(),
  rs: z.number().optional(),
  z: bytes.optional(),
  np: z.number().optional(),
  ti: keyed.optional(),
  tr: z.array(attemptRow).optional(),
});

export interface NoticesDeps extends StoreDeps {
  /** Deployed name of the table that outcomes are counted in; where none is given nothing is. */
  counters?: string;
}

/** Notices. `put`, `claim` and `settle`: one unit each, an outcome with its count four, what failed six with its line on the list; `of` and `get`: one read unit for each started 4 KiB. */
export function dynamoNotices(deps: NoticesDeps): Notices {
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
    async claim(key, { provider, at, sentTo, text, parts }) {
      const change = {
        expression: 'SET st = :calling, ca = :at, pv = :provider, ph = :to, y = :text',
        values: {
          ':calling': 'calling',
          ':at': at,
          ':provider': provider,
          ':to': sentTo,
          ':text': await sealer.seal('notices', textPlace(key), text),
        },
      };
      const written = await table.update(keyOf(key), change, {
        expression: `st = :queued AND ${parts === undefined ? 'attribute_not_exists(np)' : 'np = :parts'}`,
        values: { ':queued': 'queued', ...(parts !== undefined && { ':parts': parts }) },
      });
      if (written.done) return 'claimed';
      return written.old && row.parse(written.old).st;
    },
    async settle(notice, from, { ofClaim, ...settlement }) {
      const { subject, id } = notice;
      const { text } = settlement;
      const sealed = text === undefined ? undefined : await sealer.seal('notices', textPlace({ subject, id }), text);
      const states = from.map((state, index) => [`:from${index}`, state] as const);
      const among = `st IN (${states.map(([name]) => name).join(', ')})`;
      const condition = {
        expression: ofClaim === undefined ? among : `${among} AND ca = :claim`,
        values: { ...Object.fromEntries(states), ...(ofClaim !== undefined && { ':claim': ofClaim }) },
      };
      const change = settling(settlement, sealed);
      const beside = besideSettling(deps, notice, settlement);
      if (beside.length > 0) {
        const write = { table: deps.table, update: keyOf(notice), change, condition };
        const refused = await transact(deps, [write, ...beside], { again: onlyConflicts });
        if (!refused || refused.failed.length > 0) return refused === undefined;
        // The row of counts is beset: that it is known how the message stands matters more than that it is counted.
      }
      return (await table.update(keyOf(notice), change, condition)).done;
    },
    async join({ carrier, parts, together }, at, detail) {
      const free = {
        expression: 'st IN (:queued, :held) AND attribute_not_exists(ca) AND attribute_not_exists(np)',
        values: { ':queued': 'queued', ':held': 'held' },
      };
      const sealed = await sealer.seal('notices', wordingPlace(carrier), together);
      const carries = {
        expression: 'SET st = :queued, z = :wording, np = :parts',
        values: { ':queued': 'queued', ':wording': sealed, ':parts': parts.length },
      };
      const carried = {
        expression: 'SET st = :sent, sa = :at, de = :detail, ti = :into',
        values: { ':sent': 'sent', ':at': at, ':detail': detail, ':into': keyOf(carrier) },
      };
      const refused = await transact(deps, [
        { table: deps.table, update: keyOf(carrier), change: carries, condition: free },
        ...parts.map((part) => ({ table: deps.table, update: keyOf(part), change: carried, condition: free })),
      ]);
      return refused === undefined;
    },
    async troubled(day, area) {
      const values = { ':p': troublePartition(area, day), ':area': area };
      const items = await table.query({ where: 'p = :p AND begins_with(s, :area)', values });
      return items.map((item) => troubledIn(keyed.parse(item).s)).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
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

/** The count of an outcome, and the line of what failed on its county's list of the day. */
function besideSettling({ table, counters }: NoticesDeps, notice: Notice, settlement: Settlement): Write[] {
  if (counters === undefined) return [];
  const counts = deliveryCounts(notice, settlement);
  const day = dayOf(settlement.at);
  return [
    ...(Object.keys(counts).length > 0 ? [{ table: counters, ...adding(notice.township, day, counts) }] : []),
    ...(isTroubled(notice, settlement) ? [{ table, put: troubleItem(notice, settlement.at) }] : []),
  ];
}

const troublePartition = (area: string, day: string) => `F#${area.slice(0, 6)}#${day}`;
const troubleItem = ({ subject, id, township }: Notice, at: number): Item => ({
  p: troublePartition(township, dayOf(at)),
  s: `${township}#${padded(at)}#${pointed({ subject, id })}`,
});
function troubledIn(sort: string): Troubled {
  const [township = '', at] = sort.split('#', 2);
  return { ...keyIn(sort.slice(township.length + padded(0).length + 2)), township, at: Number(at) };
}

/** What a settlement changes: what it does not say stays as it was. */
function settling(
  { status, at, providerId, detail, into, resent, attempt }: Omit<Settlement, 'ofClaim' | 'byCall'>,
  text: Bytes | undefined,
): Change {
  const parts: [string, string, Value | undefined][] = [
    ['st', ':status', status],
    ['sa', ':at', at],
    ['y', ':text', text],
    ['pi', ':provider', providerId],
    ['de', ':detail', detail],
    ['ti', ':into', into && keyOf(into)],
    ['rs', ':resent', resent],
  ];
  const given = parts.filter(([, , value]) => value !== undefined);
  const sets = given.map(([name, value]) => `${name} = ${value}`);
  const values = Object.fromEntries(given.map(([, name, value]) => [name, value]));
  if (!attempt) return { expression: `SET ${sets.join(', ')}`, values };
  return {
    expression: `SET ${[...sets, 'tr = list_append(if_not_exists(tr, :none), :attempt)'].join(', ')}`,
    values: { ...values, ':none': [], ':attempt': [packed(attempt)] },
  };
}

const packed = ({ provider, at, result, reason }: SendingAttempt): Value => ({
  p: provider,
  a: at,
  r: result,
  ...(reason !== undefined && { w: reason }),
});
const unpacked = ({ p, a, r, w }: z.output<typeof attemptRow>): SendingAttempt => ({
  provider: p,
  at: a,
  result: r,
  ...(w !== undefined && { reason: w }),
});

const keyOf = ({ subject, id }: NoticeKey) => ({ p: subject, s: id });
const placeOf = ({ subject, id }: NoticeKey) => `Notices/${subject}/${id}`;
const wordingPlace = (key: NoticeKey) => `${placeOf(key)}/together`;
const textPlace = (key: NoticeKey) => `${placeOf(key)}/text`;

const pointed = ({ subject, id }: NoticeKey) => `${subject}|${id}`;
const pointerKey = (queue: string, key: NoticeKey) => ({ p: `Q#${queue}`, s: pointed(key) });
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
    claimedAt: _claimedAt,
    provider: _provider,
    sentTo: _sentTo,
    settledAt: _settledAt,
    text: _text,
    providerId: _providerId,
    detail: _detail,
    resent: _resent,
    attempts: _attempts,
    together: _together,
    into: _into,
    ...made
  } = notice;
  return { ...keyOf(notice), st: status, x: await sealer.seal('notices', placeOf({ subject, id }), made) };
}

/** A notice from its row, as a read or as `streamImage` gives it. */
export async function noticeOf(sealer: Sealer, item: StoredItem): Promise<Notice> {
  const { p, s, st, x, ca, pv, ph, sa, y, pi, de, rs, tr, z: wording, ti } = row.parse(item);
  const key = { subject: p, id: s };
  const made = z.record(z.string(), z.unknown()).parse(await sealer.open('notices', placeOf(key), x));
  const text = y && z.string().parse(await sealer.open('notices', textPlace(key), y));
  const together = wording && (await sealer.open('notices', wordingPlace(key), wording));
  return noticeSchema.parse({
    ...made,
    ...key,
    status: st,
    ...(ca !== undefined && { claimedAt: ca }),
    ...(pv !== undefined && { provider: pv }),
    ...(ph !== undefined && { sentTo: ph }),
    ...(sa !== undefined && { settledAt: sa }),
    ...(text !== undefined && { text }),
    ...(pi !== undefined && { providerId: pi }),
    ...(de !== undefined && { detail: de }),
    ...(rs !== undefined && { resent: rs }),
    ...(together !== undefined && { together }),
    ...(ti !== undefined && { into: { subject: ti.p, id: ti.s } }),
    ...(tr !== undefined && { attempts: tr.map(unpacked) }),
  });
}

/** A pointer or another row without a document is no notice: the stream carries both. */
export const isNoticeRow = (item: StoredItem) => 'x' in item && 'st' in item;
