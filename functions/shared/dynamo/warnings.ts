import * as z from 'zod';
import {
  type History,
  historySchema,
  isOpen,
  statusSchema,
  type Warning,
  warningSchema,
} from '../../../domain/warning.ts';
import type { Sealer } from '../sealing.ts';
import { countyOf } from '../townships.ts';
import type { Commit, OpenWarning, Warnings } from '../warnings.ts';
import { adding } from './counters.ts';
import { noticeItem, pointerItem } from './notices.ts';
import { ABSENT, bytes, keyed, padded } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table } from './table.ts';
import { transact, type Write } from './transaction.ts';

export interface WarningsDeps extends StoreDeps {
  /** Deployed names of the tables that a commit writes to beside the warnings' own. */
  notices: string;
  counters: string;
}

/** p subject · s W#cycle · v version · st, lv, tw, pv for the index's readers and the stream · x sealed */
const row = keyed.extend({ v: z.number(), pv: z.string(), x: bytes });
const history = keyed.extend({ x: bytes });
/** The index of open warnings: ot county · od township#dueAt#id · lv peak level · st status · ra re-score at · na next step at · pv rules */
const openRow = keyed.extend({
  ot: z.string(),
  od: z.string(),
  lv: z.string(),
  st: statusSchema,
  ra: z.number().optional(),
  na: z.number().optional(),
  pv: z.string(),
});
const numberRow = z.object({ i: z.string(), c: z.number() });

const cycleKey = (subject: string, cycle: number) => ({ p: subject, s: `W#${String(cycle).padStart(5, '0')}` });
const historySort = (cycle: number, version?: number) =>
  `H#${String(cycle).padStart(5, '0')}#${version === undefined ? '' : String(version).padStart(6, '0')}`;
const placeOf = (subject: string, sort: string, version: number) => `Warnings/${subject}/${sort}/${version}`;

/** Warnings for who only reads them: one read unit for the newest cycle, consistent. Needs their own table alone. */
export function dynamoWarningsReader(deps: StoreDeps): Omit<Warnings, 'commit'> {
  const table = new Table(deps);
  const { sealer } = deps;
  return {
    async latest(subject) {
      const values = { ':p': subject, ':w': 'W#' };
      const [item] = await table.query({ where: 'p = :p AND begins_with(s, :w)', values, newestFirst: true, limit: 1 });
      return item && warningOf(sealer, item);
    },
    async get(subject, cycle) {
      const item = await table.get(cycleKey(subject, cycle));
      return item && warningOf(sealer, item);
    },
    async all(subject) {
      const items = await table.query({
        where: 'p = :p AND begins_with(s, :w)',
        values: { ':p': subject, ':w': 'W#' },
      });
      return Promise.all(items.map((item) => warningOf(sealer, item)));
    },
    async history(subject, cycle) {
      const values = { ':p': subject, ':h': historySort(cycle) };
      const items = await table.query({ where: 'p = :p AND begins_with(s, :h)', values });
      return Promise.all(items.map((item) => historyOf(sealer, item)));
    },
    async openIn(township, { after, limit } = {}) {
      const items = await table.query({
        index: 'open',
        ...within(township, after),
        ...(limit !== undefined && { limit: limit + 1 }),
      });
      const rows = items.map(openWarningOf);
      const page = limit === undefined ? rows : rows.slice(0, limit);
      const last = page.at(-1);
      return { items: page, ...(last && rows.length > page.length && { next: { dueAt: last.dueAt, id: last.id } }) };
    },
    async openAround(county) {
      const items = await table.query({ index: 'open', where: 'ot = :county', values: { ':county': county } });
      return items.map(openWarningOf);
    },
    async byNumber(number) {
      const item = await table.get({ p: `N#${number}`, s: 'N' });
      if (!item) return undefined;
      const { i, c } = numberRow.parse(item);
      return { subject: i, cycle: c };
    },
  };
}

const placeIn = ({ township, dueAt, id }: Pick<OpenWarning, 'township' | 'dueAt' | 'id'>) =>
  `${township}#${padded(dueAt)}#${id}`;

/** One township's part of its county's list, from behind `after`: a blank sorts before all that an id may go on with. */
function within(township: string, after: { dueAt: number; id: string } | undefined) {
  const values = { ':county': countyOf(township), ':from': `${township}#`, ':to': `${township}#~` };
  const from = after && { ':from': `${placeIn({ township, ...after })} ` };
  return { where: 'ot = :county AND od BETWEEN :from AND :to', values: { ...values, ...from } };
}

/**
 * Warnings. A commit costs two units for each started KiB of each row: a new warning with one message 12 (warning, its index
 * entry, history, number, notice, counters).
 */
export function dynamoWarnings(deps: WarningsDeps): Warnings {
  return {
    ...dynamoWarningsReader(deps),
    async commit(commit) {
      const writes = await writesOf(deps, commit);
      // All warnings of a township and day count in one row. Meeting there says nothing against the decision.
      const counting = (index: number) => writes[index]?.table === deps.counters;
      const refused = await transact(deps, writes, {
        again: ({ failed, conflicted }) => failed.length === 0 && conflicted.every(counting),
      });
      if (!refused) return 'committed';
      const number = writes.findIndex((write) => 'put' in write && String(write.put['p']).startsWith('N#'));
      const only = refused.conflicted.length === 0 && refused.failed.length === 1 && refused.failed[0] === number;
      return only ? 'number-taken' : 'conflict';
    },
  };
}

async function writesOf(deps: WarningsDeps, commit: Commit): Promise<Write[]> {
  const { warning, expected, absorbs, notices, counts, day } = commit;
  const { table, sealer } = deps;
  const number = { p: `N#${warning.number}`, s: 'N', i: warning.subject, c: warning.cycle };
  const told = await Promise.all(notices.map((notice) => noticeItem(sealer, notice)));
  const waiting = notices.flatMap(({ subject, id, channel, audience }) =>
    channel === 'digest' && audience.to === 'office' ? [pointerItem(`digest#${audience.office}`, { subject, id })] : [],
  );
  return [
    ...(await changeOf(deps, commit.warning, expected, commit.history)),
    ...(expected === undefined ? [{ table, put: number, condition: ABSENT }] : []),
    // A notice that stands was derived before, perhaps under a version that lost: it is the same message, and stays.
    ...told.map((item) => ({ table: deps.notices, ...unlessThere(item) })),
    ...waiting.map((put) => ({ table: deps.notices, put })),
    ...(absorbs ? await changeOf(deps, absorbs.warning, absorbs.expected, absorbs.history) : []),
    ...(Object.keys(counts).length > 0 ? [{ table: deps.counters, ...adding(warning.township, day, counts) }] : []),
  ];
}

async function changeOf(
  { table, sealer }: WarningsDeps,
  warning: Warning,
  expected: number | undefined,
  change: History,
): Promise<Write[]> {
  const version = { ':expected': expected ?? 0 };
  const condition = expected === undefined ? ABSENT : { expression: 'v = :expected', values: version };
  return [
    { table, put: await warningItem(sealer, warning), condition },
    { table, put: await historyItem(sealer, change) },
  ];
}

/** An update that leaves a row that stands as it is, where a condition would refuse the whole transaction. */
function unlessThere({ p, s, ...values }: Item) {
  const names = Object.keys(values);
  return {
    update: { p: String(p), s: String(s) },
    change: {
      expression: `SET ${names.map((name) => `${name} = if_not_exists(${name}, :${name})`).join(', ')}`,
      values: Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
    },
  };
}

async function warningItem(sealer: Sealer, warning: Warning): Promise<Item> {
  const { subject, cycle, version, township, peakLevel, status, rescoreAt, nextStepAt, profileVersion } = warning;
  const key = cycleKey(subject, cycle);
  const sealed = await sealer.seal('warnings', placeOf(subject, key.s, version), packed(warning));
  const index = { ot: countyOf(township), od: placeIn(warning), lv: peakLevel, ra: rescoreAt, na: nextStepAt };
  return {
    ...key,
    v: version,
    st: status,
    pv: profileVersion,
    x: sealed,
    ...(isOpen(warning) ? index : { lv: peakLevel, tw: township }),
  };
}

/** What the key says already is not sealed again: a warning stays below one unit with its factors and its plan. */
function packed({ id: _id, subject: _s, cycle: _c, version: _v, profileVersion: _pv, ...rest }: Warning) {
  return rest;
}

async function warningOf(sealer: Sealer, item: StoredItem): Promise<Warning> {
  const { p, s, v, pv, x } = row.parse(item);
  const rest = z.record(z.string(), z.unknown()).parse(await sealer.open('warnings', placeOf(p, s, v), x));
  const cycle = Number(s.slice('W#'.length));
  return warningSchema.parse({ ...rest, id: `${p}.${cycle}`, subject: p, cycle, version: v, profileVersion: pv });
}

async function historyItem(sealer: Sealer, { subject, cycle, version, ...rest }: History): Promise<Item> {
  const s = historySort(cycle, version);
  return { p: subject, s, x: await sealer.seal('warnings', placeOf(subject, s, version), rest) };
}

async function historyOf(sealer: Sealer, item: StoredItem): Promise<History> {
  const { p, s, x } = history.parse(item);
  const [, cycle, version] = s.split('#').map(Number);
  const rest = await sealer.open('warnings', placeOf(p, s, version ?? 0), x);
  return historySchema.parse({ ...z.record(z.string(), z.unknown()).parse(rest), subject: p, cycle, version });
}

function openWarningOf(item: StoredItem): OpenWarning {
  const { p, od, lv, st, ra, na, pv } = openRow.parse(item);
  const [township = '', dueAt, id = ''] = od.split('#');
  return {
    id,
    subject: p,
    township,
    dueAt: Number(dueAt),
    peakLevel: lv,
    status: st,
    profileVersion: pv,
    ...(ra !== undefined && { rescoreAt: ra }),
    ...(na !== undefined && { nextStepAt: na }),
  };
}
