import type { Task, TaskPage, Tasks } from '../tasks.ts';
import { countyOf } from '../townships.ts';

/** Work of one kind in memory. */
export function memoryTasks<T extends Task>(): Tasks<T> {
  const tasks = new Map<string, T>();

  function page(of: (task: T) => boolean, { after, limit = Number.POSITIVE_INFINITY }: TaskPage = {}) {
    const rest = [...tasks.values()]
      .filter((task) => task.open && of(task) && (!after || inOrder(after, task) < 0))
      .sort(inOrder);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(last && rest.length > items.length && { next: { dueAt: last.dueAt, id: last.id } }) };
  }

  return {
    get: async (id) => tasks.get(id),
    async put(task) {
      if ((tasks.get(task.id)?.version ?? 0) !== task.version - 1) return false;
      tasks.set(task.id, structuredClone(task));
      return true;
    },
    openIn: async (area, asked) => page((task) => task.area === area, asked),
    openAround: async (county) => page((task) => countyOf(task.area) === county).items,
    openAt: async (desk, asked) => page((task) => task.desk === desk, asked),
    of: async (subject) => [...tasks.values()].filter((task) => task.subject === subject).sort(byId),
  };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const inOrder = (a: Pick<Task, 'dueAt' | 'id'>, b: Pick<Task, 'dueAt' | 'id'>) => a.dueAt - b.dueAt || byId(a, b);
