/** Work that somebody owes by a day beside the warnings: a hotline order, a referral, a planned visit, an offer of help. Instants are epoch ms. */
export interface Task {
  id: string;
  version: number;
  /** What is over stands on no list, and is still found by id and subject. */
  open: boolean;
  dueAt: number;
  /** The list it stands on: 9 digits, zero-padded where only a wider division is known. */
  area: string;
  /** The department that owes it, by the profile's key. */
  desk?: string | undefined;
  /** Whose file shows it: household, person or lead. */
  subject?: string | undefined;
}

export const taskKinds = ['call', 'referral', 'visit', 'need', 'offer', 'list'] as const;
export type TaskKind = (typeof taskKinds)[number];

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
  /** Open ones that one department owes. */
  openAt(desk: string, page?: TaskPage): Promise<{ items: T[]; next?: { dueAt: number; id: string } }>;
  /** All about one subject, closed ones too. */
  of(subject: string): Promise<T[]>;
}
