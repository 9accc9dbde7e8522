import type { Task } from '../../domain/task.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { encodeCursor } from '../shared/staff-api/cursor.ts';
import type { Tasks } from '../shared/tasks.ts';

type Place = { dueAt: number; id: string };

export interface Asked<T> {
  areas: readonly string[];
  cursor?: readonly [number, string] | undefined;
  limit: number;
  wanted: (task: T) => boolean;
  /** Epoch ms: begins behind the first, ends with the last. */
  after?: number | undefined;
  until?: number | undefined;
}

const AREAS_AT_ONCE = 50;

/** One page over the lists of several areas, in the order in which work falls due. */
export async function openTasks<T extends Task>(
  tasks: Pick<Tasks<T>, 'openIn'>,
  asked: Asked<T>,
): Promise<{ items: T[]; cursor?: string }> {
  const found = await inParallel(AREAS_AT_ONCE, asked.areas, (area) => rowsOf(tasks, area, asked));
  const rows = found.flat().sort(inOrder);
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  return { items, ...(last && rows.length > items.length && { cursor: encodeCursor([last.dueAt, last.id]) }) };
}

const inOrder = (a: Place, b: Place) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

/** One more than the page needs, so that the page knows whether more follow. */
async function rowsOf<T extends Task>(tasks: Pick<Tasks<T>, 'openIn'>, area: string, asked: Asked<T>): Promise<T[]> {
  const { limit, wanted, until = Number.POSITIVE_INFINITY } = asked;
  const rows: T[] = [];
  let after = startOf(asked);
  do {
    const page = await tasks.openIn(area, { ...(after && { after }), limit: limit + 1 });
    rows.push(...page.items.filter((task) => task.dueAt <= until && wanted(task)));
    after = page.items.some(({ dueAt }) => dueAt > until) ? undefined : page.next;
  } while (after && rows.length <= limit);
  return rows;
}

function startOf({ cursor, after }: Pick<Asked<Task>, 'cursor' | 'after'>): Place | undefined {
  const place = cursor && { dueAt: cursor[0], id: cursor[1] };
  const first = after === undefined ? undefined : { dueAt: after + 1, id: '' };
  return place && first ? (inOrder(place, first) > 0 ? place : first) : (place ?? first);
}
