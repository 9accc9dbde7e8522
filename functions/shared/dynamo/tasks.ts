import * as z from 'zod';
import type { Sealer } from '../sealing.ts';
import type { Task, TaskKind, TaskPage, Tasks } from '../tasks.ts';
import { countyOf } from '../townships.ts';
import { bytes, keyed, padded, versionBefore } from './row.ts';
import { type Item, type StoreDeps, type StoredItem, Table, type TableQuery } from './table.ts';

/**
 * p kind#id · s T · v version · x sealed · of an open one wa kind#county, in the order wl area#dueAt#id, and wk kind#desk, in
 * the order wd dueAt#id · ws subject, in the order wi kind#id
 */
const row = keyed.extend({ v: z.number(), x: bytes });

/** Work of any kind, as far as all kinds are alike. */
export const anyTask = z.object({
  id: z.string(),
  version: z.number(),
  open: z.boolean(),
  dueAt: z.number(),
  area: z.string(),
});

/** Work of one kind. `put`: one unit for each started KiB, and again for each list it stands on. */
export function dynamoTasks<T extends Task>(deps: StoreDeps, kind: TaskKind, schema: z.ZodType<T>): Tasks<T> {
  const table = new Table(deps);
  const { sealer } = deps;
  const read = (item: StoredItem) => taskOf(sealer, schema, item);

  async function page(asked: Asked, { limit }: TaskPage = {}) {
    const items = await table.query({ ...asked, ...(limit !== undefined && { limit: limit + 1 }) });
    const tasks = await Promise.all(items.map(read));
    const shown = limit === undefined ? tasks : tasks.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown, ...(last && tasks.length > shown.length && { next: { dueAt: last.dueAt, id: last.id } }) };
  }

  return {
    async get(id) {
      const item = await table.get(keyOf(kind, id));
      return item && read(item);
    },
    put: async (task) => (await table.put(await itemOf(sealer, kind, task), versionBefore(task.version))).done,
    openIn: (area, asked) => page(inArea(kind, area, asked), asked),
    async openAround(county) {
      const values = { ':county': `${kind}#${county}` };
      return Promise.all((await table.query({ index: 'area', where: 'wa = :county', values })).map(read));
    },
    openAt: (desk, asked) => page(atDesk(kind, desk, asked), asked),
    async of(subject) {
      const values = { ':ws': subject, ':kind': `${kind}#` };
      const items = await table.query({ index: 'subject', where: 'ws = :ws AND begins_with(wi, :kind)', values });
      return Promise.all(items.map(read));
    },
  };
}

const keyOf = (kind: TaskKind, id: string) => ({ p: `${kind}#${id}`, s: 'T' });
const placeIn = ({ dueAt, id }: { dueAt: number; id: string }) => `${padded(dueAt)}#${id}`;
type Asked = Pick<TableQuery, 'index' | 'where' | 'values'>;

/** One area's part of its county's list, from behind `after`: a blank sorts before all that an id may go on with. */
function inArea(kind: TaskKind, area: string, { after }: TaskPage = {}): Asked {
  const from = after ? `${area}#${placeIn(after)} ` : `${area}#`;
  const values = { ':county': `${kind}#${countyOf(area)}`, ':from': from, ':to': `${area}#~` };
  return { index: 'area', where: 'wa = :county AND wl BETWEEN :from AND :to', values };
}

function atDesk(kind: TaskKind, desk: string, { after }: TaskPage = {}): Asked {
  const values = { ':desk': `${kind}#${desk}`, ...(after && { ':after': placeIn(after) }) };
  return { index: 'desk', where: `wk = :desk${after ? ' AND wd > :after' : ''}`, values };
}

const sealPlace = (p: string, version: number) => `Work/${p}/${version}`;

async function itemOf(sealer: Sealer, kind: TaskKind, task: Task): Promise<Item> {
  const { id, version, open, area, desk, subject } = task;
  const key = keyOf(kind, id);
  return {
    ...key,
    v: version,
    x: await sealer.seal('work', sealPlace(key.p, version), task),
    ...(open && { wa: `${kind}#${countyOf(area)}`, wl: `${area}#${placeIn(task)}` }),
    ...(open && desk !== undefined && { wk: `${kind}#${desk}`, wd: placeIn(task) }),
    ...(subject !== undefined && { ws: subject, wi: `${kind}#${id}` }),
  };
}

async function taskOf<T extends Task>(sealer: Sealer, schema: z.ZodType<T>, item: StoredItem): Promise<T> {
  const { p, v, x } = row.parse(item);
  return schema.parse(await sealer.open('work', sealPlace(p, v), x));
}
