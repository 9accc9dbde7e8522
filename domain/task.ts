import type { Notice } from './notice.ts';
import type { WebhookEvent } from './webhook.ts';

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

export const taskKinds = [
  'call',
  'caller',
  'referral',
  'visit',
  'need',
  'offer',
  'list',
  'run',
  'statement-run',
  'reconcile-run',
  'feedback',
  'webhook',
  'upload',
  'mapping',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** A task as it stands once somebody was reminded of it, and what they hear. */
export interface Reminded<T extends Task> {
  task: T;
  notices: readonly Notice[];
  /** What the systems of departments are told. */
  events?: readonly WebhookEvent[];
}
