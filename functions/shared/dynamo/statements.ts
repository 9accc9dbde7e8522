import * as z from 'zod';
import { StatementSchema } from '../../../domain/statement-schema.ts';
import { SafeError } from '../safe-error.ts';
import type { Sealer } from '../sealing.ts';
import {
  type IssuedStatement,
  inSeries,
  type ListedStatement,
  type ListPage,
  type StatementDoor,
  type Statements,
} from '../statements.ts';
import { countyOf } from '../townships.ts';
import { batchGet } from './batch.ts';
import { ABSENT, bytes, epochSecond, keyed } from './row.ts';
import { listItem, statementDeliveries } from './statement-deliveries.ts';
import { type StoreDeps, type StoredItem, Table, type TableQuery } from './table.ts';
import { onlyConflicts, transact } from './transaction.ts';

/** p subject · s S#id · x sealed */
const row = keyed.extend({ x: bytes });
/** p C#code hash · s C · i statement · e expires at · n wrong tries · ttl */
const door = z.object({ p: z.string(), i: z.string(), e: z.number(), n: z.number() });
/** p W#hash of a place and an hour · s W · n wrong entries · ttl */
const wrong = z.object({ n: z.number() });
/** p I#county#from.to · s area#statement's id · d day of the last delivery · v version of the deliveries */
const listed = keyed.extend({ d: z.string().optional(), v: z.number().optional() });
const document = z.object({
  id: z.string(),
  subject: z.string(),
  from: z.string(),
  to: z.string(),
  area: z.string(),
  issuedAt: z.number(),
  statement: StatementSchema,
  lastFours: z.array(z.string()),
  codeAttempt: z.int().positive().optional(),
});

/**
 * Statements. `put`: one unit for its place on the list, first, since a place without a statement does no harm; then two for
 * each started KiB of the sheet and two for its door, in one transaction. What is done at a door is one unit.
 */
export function dynamoStatements(deps: StoreDeps): Statements {
  const table = new Table(deps);
  const { sealer } = deps;
  const doorKey = (code: string) => ({ p: `C#${code}`, s: 'C' });
  const placeKey = (place: string) => ({ p: `W#${place}`, s: 'W' });
  return {
    async put(issued, way) {
      if (inSeries(issued)) await table.put(listItem(issued), ABSENT);
      const x = await sealer.seal('statements', placeOf(issued.id), issued);
      const writes = [
        { table: deps.table, put: { ...keyOf(issued.id), x }, condition: ABSENT },
        ...(way ? [{ table: deps.table, put: doorItem(way), condition: ABSENT }] : []),
      ];
      const refused = await transact(deps, writes, { again: onlyConflicts });
      if (!refused) return 'stored';
      if (refused.failed.includes(0)) return 'stands';
      if (refused.failed.length > 0) return 'code-taken';
      throw new SafeError('statement-busy', 'a statement kept meeting other transactions');
    },
    async get(id) {
      const item = await table.get(keyOf(id));
      return item && issuedIn(sealer, item);
    },
    async getMany(ids) {
      const items = await batchGet(deps, ids.map(keyOf), { consistent: true });
      const read = await Promise.all(items.map((item) => issuedIn(sealer, item)));
      const byId = new Map(read.map((issued) => [issued.id, issued]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    async issuedIn(area, period, { after, limit } = {}) {
      const more = limit !== undefined && { limit: limit + 1 };
      const items = (await table.query({ ...placesIn(area, period, after), ...more })).map(listedIn);
      const shown = items.slice(0, limit);
      const next = items.length > shown.length ? shown.at(-1) : undefined;
      return { items: shown, ...(next && { next }) };
    },
    async of(subject) {
      const items = await table.query({
        where: 'p = :p AND begins_with(s, :s)',
        values: { ':p': subject, ':s': 'S#' },
      });
      return Promise.all(items.map((item) => issuedIn(sealer, item)));
    },
    ...statementDeliveries(deps),
    async door(code) {
      const item = await table.get(doorKey(code));
      return item && doorIn(item);
    },
    async wrongTry(code) {
      const change = { expression: 'ADD n :one', values: { ':one': 1 } };
      const { now } = await table.update(doorKey(code), change, { expression: 'attribute_exists(p)' });
      return now ? doorIn(now).tries : 0;
    },
    async renew(way) {
      const mine = { expression: 'attribute_not_exists(p) OR i = :i', values: { ':i': way.statement } };
      return (await table.put(doorItem(way), mine)).done;
    },
    async wrongFrom(place) {
      const item = await table.get(placeKey(place), { consistent: false });
      return item ? wrong.parse(item).n : 0;
    },
    async countWrongFrom(place, until) {
      const values = { ':one': 1, ':ttl': epochSecond(until) };
      await table.update(placeKey(place), {
        expression: 'ADD n :one SET #ttl = :ttl',
        values,
        names: { '#ttl': 'ttl' },
      });
    },
    async unlock(code) {
      const change = { expression: 'SET n = :none', values: { ':none': 0 } };
      await table.update(doorKey(code), change, { expression: 'attribute_exists(p)' });
    },
  };
}

/** The subject stands before the first dot. */
const keyOf = (id: string) => ({ p: id.split('.', 1)[0] ?? '', s: `S#${id}` });
const placeOf = (id: string) => `Statements/${id}`;

/** From behind `after`: a blank sorts before all that an id may go on with. */
function placesIn(area: string, { from, to }: Pick<IssuedStatement, 'from' | 'to'>, after: ListPage['after']) {
  const first = after ? `${after.area}#${after.id} ` : area;
  const values = { ':p': `I#${countyOf(area)}#${from}.${to}`, ':first': first, ':last': `${area}~` };
  return { where: 'p = :p AND s BETWEEN :first AND :last', values } satisfies TableQuery;
}

function listedIn(item: StoredItem): ListedStatement {
  const { s, d, v } = listed.parse(item);
  const [area = '', id = ''] = s.split('#');
  return { id, area, ...(d !== undefined && v !== undefined && { delivered: { on: d, version: v } }) };
}

const KEPT_CLOSED = 366 * 86_400_000;

const doorItem = ({ code, statement, expiresAt, tries }: StatementDoor) => ({
  p: `C#${code}`,
  s: 'C',
  i: statement,
  e: expiresAt,
  n: tries,
  // A door that has closed still says so for a year, and its code becomes nobody else's.
  ttl: epochSecond(expiresAt + KEPT_CLOSED),
});

function doorIn(item: StoredItem): StatementDoor {
  const { p, i, e, n } = door.parse(item);
  return { code: p.slice('C#'.length), statement: i, expiresAt: e, tries: n };
}

async function issuedIn(sealer: Sealer, item: StoredItem): Promise<IssuedStatement> {
  const { s, x } = row.parse(item);
  const { codeAttempt, ...issued } = document.parse(await sealer.open('statements', placeOf(s.slice('S#'.length)), x));
  return { ...issued, ...(codeAttempt !== undefined && { codeAttempt }) };
}
