import type { NoticeIds } from '../../domain/notice-plan.ts';
import type { Province } from '../../domain/province.ts';
import type { Reminded, Task, TaskKind } from '../../domain/task.ts';
import { type AnnouncePorts, announce } from '../shared/announce.ts';
import { inParallel } from '../shared/in-parallel.ts';
import type { Notices } from '../shared/notices.ts';
import type { Tasks } from '../shared/tasks.ts';
import { tellOffices } from '../shared/tell-offices.ts';

/** One kind of work: where it is kept, and what its days make people hear. */
export interface TaskLine<T extends Task> {
  kind: TaskKind;
  tasks: Pick<Tasks<T>, 'openAround' | 'get' | 'put'>;
  /** Pure; undefined where there is nothing to say now. */
  remind(task: T, province: Province, ids: NoticeIds, now: number): Reminded<T> | undefined;
  /** Whether it is owed still, where that depends on more than the task: somebody may have died this morning. */
  isOwed?(task: T, now: number): Promise<boolean>;
}

export interface UrgePorts extends AnnouncePorts {
  notices: Pick<Notices, 'put' | 'wait'>;
  province: Province;
  ids: NoticeIds;
  now: number;
}

/** A line of the registry, whatever its tasks look like inside. */
export interface UrgedKind {
  kind: TaskKind;
  /** Looks at the open tasks of one county; tells how many are open and of how many somebody was reminded. */
  urge(ports: UrgePorts, county: string): Promise<{ open: number; reminded: number }>;
}

export const urged = <T extends Task>(line: TaskLine<T>): UrgedKind => ({
  kind: line.kind,
  async urge(ports, county) {
    const tasks = await line.tasks.openAround(county);
    const reminded = await inParallel(4, tasks, (task) => remindOf(line, ports, task));
    return { open: tasks.length, reminded: reminded.filter(Boolean).length };
  },
});

/**
 * The row is read again: the list may lag, and nobody is urged about what was done a minute ago. Notices go before the
 * commit: their ids follow from the task, so that a run cut short between the two is made up for and tells nobody twice.
 */
async function remindOf<T extends Task>(line: TaskLine<T>, ports: UrgePorts, listed: T): Promise<boolean> {
  const { province, ids, now } = ports;
  if (!line.remind(listed, province, ids, now)) return false;
  const task = await line.tasks.get(listed.id);
  const reminded = task && line.remind(task, province, ids, now);
  if (!reminded || (line.isOwed && !(await line.isOwed(task, now)))) return false;
  await tellOffices(ports.notices, reminded.notices);
  await announce(ports, reminded.events ?? []);
  // On a conflict the next run sees what happened and decides anew.
  return line.tasks.put(reminded.task);
}
