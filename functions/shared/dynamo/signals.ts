import * as z from 'zod';
import { monthOf } from '../../../domain/shanghai-day.ts';
import { type Signal, signalSchema } from '../../../domain/signal.ts';
import { countsOn } from '../../../domain/statement-counted.ts';
import { inParallel } from '../in-parallel.ts';
import type { Sealer } from '../sealing.ts';
import type { Mark, Signals, Tombstone } from '../signals.ts';
import { batchGet, batchPut } from './batch.ts';
import { ABSENT, bytes, epochSecond, keyed } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';

const PEOPLE_AT_ONCE = 16;

/** p person · s kind#on#eventKey · x sealed · bt township and bm month#person of a benefit · ttl */
const row = keyed.extend({ x: bytes });
const tombstone = z.object({ by: z.string(), at: z.number(), reason: z.string() });
const keys = z.object({ p: z.string() });

/**
 * Signals. `record`: one unit a row up to 1 KiB; a benefit one more for its index. `of`: one read unit for each started
 * 4 KiB of a person's rows, consistent. `bury` and `markRetracted`: one unit. That a signal is retracted is a row of its own
 * (`X#eventKey`) beside it: writing the signal again, at the same moment even, never takes that back.
 */
export function dynamoSignals(deps: StoreDeps): Signals {
  const table = new Table(deps);
  const { sealer } = deps;
  return {
    async record(signals, marks = []) {
      const items = await Promise.all(signals.map((each) => itemOf(sealer, each)));
      await batchPut(deps, [...items, ...marks.map(markItem)], ({ p, s }) => `${p}|${s}`);
    },
    async of(persons) {
      const each = [...new Set(persons)];
      const found = await inParallel(PEOPLE_AT_ONCE, each, (person) => signalsOf(table, sealer, person));
      return new Map(each.map((person, i) => [person, found[i] ?? []]));
    },
    async tombstones(targets) {
      const wanted = targets.map((target) => ({ p: `R#${target}`, s: 'T' }));
      const items = await batchGet(deps, wanted, { consistent: true });
      const read = await Promise.all(items.map((item) => tombstoneOf(sealer, item)));
      return new Map(read.map((each) => [each.target, each]));
    },
    async bury({ target, ...rest }) {
      const p = `R#${target}`;
      await table.put({ p, s: 'T', x: await sealer.seal('signals', placeOf(p, 'T'), rest) }, ABSENT);
    },
    async markRetracted({ person, eventKey }) {
      await table.put({ p: person, s: `X#${eventKey}` });
    },
    async has(place) {
      return (await table.get({ p: place.person, s: sortOf(place) })) !== undefined;
    },
    async benefiting(township, from, to) {
      const values = { ':bt': township, ':from': `${from}#`, ':to': `${to}#~` };
      const where = 'bt = :bt AND bm BETWEEN :from AND :to';
      const items = await table.query({ index: 'benefits', where, values });
      return [...new Set(items.map((item) => keys.parse(item).p))];
    },
  };
}

async function itemOf(
  sealer: Sealer,
  { signal, township, expiresAt }: Parameters<Signals['record']>[0][number],
): Promise<Item> {
  const { person, kind: _kind, on: _on, eventKey: _eventKey, retracted: _retracted, ...rest } = signal;
  const s = sortOf(signal);
  return {
    p: person,
    s,
    x: await sealer.seal('signals', placeOf(person, s), rest),
    ...(signal.kind === 'benefit-granted' && { bt: township, bm: `${benefitMonth(signal)}#${person}` }),
    ttl: epochSecond(expiresAt),
  };
}

/** The month whose statement a grant belongs to. */
export const benefitMonth = ({ on, period }: { on: string; period?: string | undefined }) =>
  monthOf(countsOn({ grantedOn: on, period }));

const markItem = ({ person, eventKey, storedAt }: Mark): Item => ({ p: person, s: `E#${eventKey}`, a: storedAt });

async function signalsOf(table: Table, sealer: Sealer, person: string): Promise<Signal[]> {
  const items = await table.query({ where: 'p = :p', values: { ':p': person } });
  const sorts = new Set(items.map((item) => keyed.parse(item).s));
  const rows = items.filter((item) => 'x' in item);
  return Promise.all(rows.map((item) => signalIn(sealer, item, sorts)));
}

async function signalIn(sealer: Sealer, item: StoredItem, sorts: ReadonlySet<string>): Promise<Signal> {
  const { p, s, x } = row.parse(item);
  const [kind, on, eventKey] = s.split('#');
  const rest = z.record(z.string(), z.unknown()).parse(await sealer.open('signals', placeOf(p, s), x));
  const retracted = sorts.has(`X#${eventKey}`) ? { retracted: true } : {};
  return signalSchema.parse({ ...rest, person: p, kind, on, eventKey, ...retracted });
}

async function tombstoneOf(sealer: Sealer, item: StoredItem): Promise<Tombstone> {
  const { p, s, x } = row.parse(item);
  return { target: p.slice(2), ...tombstone.parse(await sealer.open('signals', placeOf(p, s), x)) };
}

const sortOf = (place: Parameters<Signals['has']>[0]) =>
  'kind' in place ? `${place.kind}#${place.on}#${place.eventKey}` : `E#${place.eventKey}`;

const placeOf = (p: string, s: string) => `Signals/${p}/${s}`;
