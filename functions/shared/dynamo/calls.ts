import * as z from 'zod';
import { callCounts } from '../../../domain/delivery.ts';
import { dayOf } from '../../../domain/shanghai-day.ts';
import { type CallBack, type CallBacks, callBackSchema, countedAt } from '../calls.ts';
import type { Sealer } from '../sealing.ts';
import { adding } from './counters.ts';
import { ABSENT, bytes, keyed, versionBefore } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';
import { transact, type Write } from './transaction.ts';

/** p CB#county (open) or CBX#county (closed) · s id · v version · x sealed */
const row = keyed.extend({ v: z.number(), x: bytes });

export interface CallsDeps extends StoreDeps {
  /** Deployed name of the table that an attempt is counted in; where none is given nothing is. */
  counters?: string;
}

/** Call-backs. `open`: one unit; an attempt four with its count, the closing one six (it leaves the queue). */
export function dynamoCalls(deps: CallsDeps): CallBacks {
  const table = new Table(deps);
  const { sealer } = deps;
  const keyOf = (id: string, closed: boolean) => ({ p: `${closed ? 'CBX' : 'CB'}#${countyOf(id)}`, s: id });
  return {
    async open(call) {
      // One that was closed meanwhile stays closed: the same notice asked twice is one call.
      if (await table.get(keyOf(call.id, true))) return;
      await table.put(await itemOf(sealer, call), ABSENT);
    },
    async get(id) {
      const item = (await table.get(keyOf(id, false))) ?? (await table.get(keyOf(id, true)));
      return item && callOf(sealer, item);
    },
    async openIn(county, { after, limit } = {}) {
      const items = await table.query({
        where: after ? 'p = :p AND s > :after' : 'p = :p',
        values: { ':p': `CB#${county}`, ...(after && { ':after': after }) },
        ...(limit !== undefined && { limit: limit + 1 }),
      });
      const calls = await Promise.all(items.map((item) => callOf(sealer, item)));
      const page = limit === undefined ? calls : calls.slice(0, limit);
      const last = page.at(-1);
      return { items: page, ...(last && calls.length > page.length && { next: last.id }) };
    },
    async update(call) {
      const item = await itemOf(sealer, call);
      const condition = versionBefore(call.version);
      const counts = callCounts(call);
      const counting =
        deps.counters !== undefined && Object.keys(counts).length > 0
          ? [{ table: deps.counters, ...adding(call.township, dayOf(countedAt(call)), counts) }]
          : [];
      if (call.status === 'open' && counting.length === 0) return (await table.put(item, condition)).done;
      const change: Write[] =
        call.status === 'open'
          ? [{ table: deps.table, put: item, condition }]
          : [
              { table: deps.table, delete: keyOf(call.id, false), condition },
              { table: deps.table, put: item, condition: ABSENT },
            ];
      const refused = await transact(deps, [...change, ...counting], {
        again: ({ failed, conflicted }) => failed.length === 0 && conflicted.every((at) => at >= change.length),
      });
      return refused === undefined;
    },
  };
}

/** The id names its county, so that one call is found without a search. */
const countyOf = (id: string) => id.slice(0, id.indexOf('.'));

const placeOf = (id: string, version: number) => `Work/${id}/${version}`;

async function itemOf(sealer: Sealer, call: CallBack): Promise<Item> {
  const { id, version, status, county } = call;
  const p = status === 'open' ? `CB#${county}` : `CBX#${county}`;
  return { p, s: id, v: version, x: await sealer.seal('work', placeOf(id, version), call) };
}

async function callOf(sealer: Sealer, item: StoredItem): Promise<CallBack> {
  const { s, v, x } = row.parse(item);
  return callBackSchema.parse(await sealer.open('work', placeOf(s, v), x));
}
