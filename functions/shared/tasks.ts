import type { Task, TaskKind } from '../../domain/task.ts';

export type { Task, TaskKind };

export interface TaskPage {
  after?: { dueAt: number; id: string };
  limit?: number;
}

/** The work of one kind. Lists come in `dueAt` order and may lag a moment behind; `get` and `put` do not. */
export interface Tasks<T extends Task> {
  get(id: string): Promise<T | undefined>;
  /** Version 1 makes it, a later one replaces the version before; false where somebody was faster, or it is there already. */
  put(task: T): Promise<boolean>;
  /** Open ones of one area, from behind `after`; `next` is set where more follow. */
  openIn(area: string, page?: TaskPage): Promise<{ items: T[]; next?: { dueAt: number; id: string } }>;
  /** All open ones of a county (6 digits), whatever their areas: one query, for who looks at everything. */
  openAround(county: string): Promise<T[]>;
  /** Open ones that one department owes. */
  openAt(desk: string, page?: TaskPage): Promise<{ items: T[]; next?: { dueAt: number; id: string } }>;
  /** All about one subject, closed ones too. */
  of(subject: string): Promise<T[]>;
}
