import type * as z from 'zod';
import type { Upload, UploadStatus, uploadMapping } from './upload.ts';

export const uploadActs = ['complete', 'confirm-columns', 'confirm-leaving', 'withdraw'] as const;
export type UploadAct = (typeof uploadActs)[number];

/**
 * The states, as a table: what a sender may do where a file stands, and where it then stands. What is missing is not open.
 * A file of which nothing was stored yet is withdrawn at once; of another one every event has to be taken back first.
 */
export const uploadTransitions = {
  receiving: { complete: 'waiting', withdraw: 'withdrawn' },
  waiting: { withdraw: 'withdrawing' },
  reading: { withdraw: 'withdrawing' },
  'asking-columns': { 'confirm-columns': 'waiting', withdraw: 'withdrawing' },
  'asking-leaving': { 'confirm-leaving': 'waiting', withdraw: 'withdrawing' },
  done: { withdraw: 'withdrawing' },
  failed: { withdraw: 'withdrawing' },
  withdrawing: {},
  withdrawn: {},
  lapsed: {},
} as const satisfies Record<UploadStatus, Partial<Record<UploadAct, UploadStatus>>>;

const OPEN: ReadonlySet<UploadStatus> = new Set([
  'receiving',
  'waiting',
  'reading',
  'asking-columns',
  'asking-leaving',
  'withdrawing',
]);

/** A worker has something to do with it, now or as soon as no other file of the same department, area and type comes first. */
export const awaitsWork = ({ status }: Pick<Upload, 'status'>): boolean =>
  status === 'waiting' || status === 'reading' || status === 'withdrawing';

/** The acts that are open, in the order of the work. A trial that is over left nothing to take back. */
export const openUploadActs = ({ status, dryRun }: Pick<Upload, 'status' | 'dryRun'>): UploadAct[] =>
  uploadActs.filter((act) => act in uploadTransitions[status] && !(dryRun && !OPEN.has(status)));

/** An act with what it says. */
export type UploadDoing =
  | { act: 'complete' }
  | { act: 'confirm-columns'; mapping: z.output<typeof uploadMapping> }
  | { act: 'confirm-leaving'; leaving: number }
  | { act: 'withdraw' };

/** `already`: this very thing was done before, nothing is to be stored. `other-number`: so many leave now. */
export type UploadActed =
  | { kind: 'done'; upload: Upload }
  | { kind: 'already' }
  | { kind: 'closed'; open: UploadAct[] }
  | { kind: 'other-number'; leaving: number };

/** What an act makes of a file. The same act again changes nothing. `now` is epoch ms. */
export function actOnUpload(upload: Upload, doing: UploadDoing, now: number): UploadActed {
  if (wasDone(upload, doing)) return { kind: 'already' };
  const open = openUploadActs(upload);
  if (!open.includes(doing.act)) return { kind: 'closed', open };
  if (doing.act === 'confirm-leaving' && doing.leaving !== upload.leaving)
    return { kind: 'other-number', leaving: upload.leaving ?? 0 };
  return { kind: 'done', upload: after(upload, doing, now) };
}

/** The file under its next version and in this state, with what else changes. */
export function inState(upload: Upload, status: UploadStatus, now: number, changes: Partial<Upload> = {}): Upload {
  const open = OPEN.has(status);
  return {
    ...upload,
    ...changes,
    version: upload.version + 1,
    status,
    open,
    finishedAt: open ? undefined : now,
  };
}

function after(upload: Upload, doing: UploadDoing, now: number): Upload {
  switch (doing.act) {
    case 'complete':
      return inState(upload, uploadTransitions.receiving.complete, now, { completedAt: now });
    case 'confirm-columns':
      return inState(upload, uploadTransitions['asking-columns']['confirm-columns'], now, {
        ...anew,
        mapping: joined(upload.mapping, doing.mapping),
        columns: undefined,
      });
    case 'confirm-leaving':
      return inState(upload, uploadTransitions['asking-leaving']['confirm-leaving'], now, {
        ...anew,
        leavingConfirmed: true,
      });
    case 'withdraw':
      // A worker that is at it is not told: it loses its claim at the next checkpoint. Until `busyUntil` it may still store,
      // so that the taking back begins after that, or when it says that it stopped.
      return inState(upload, storedNothing(upload) ? 'withdrawn' : 'withdrawing', now, { ...anew, columns: undefined });
  }
}

const anew = { tries: 0, why: undefined } as const;

/** Certain only where no worker can have stored anything: columns are asked for before the first row. */
const storedNothing = ({ readAt, status, rows, dryRun }: Upload): boolean =>
  dryRun || readAt === undefined || (status === 'asking-columns' && rows.read === 0);

function wasDone(upload: Upload, doing: UploadDoing): boolean {
  switch (doing.act) {
    case 'complete':
      return upload.completedAt !== undefined;
    case 'confirm-columns':
      return upload.status !== 'asking-columns' && upload.mapping !== undefined && holds(upload.mapping, doing.mapping);
    case 'confirm-leaving':
      return upload.leavingConfirmed === true && upload.leaving === doing.leaving;
    case 'withdraw':
      return upload.status === 'withdrawing' || upload.status === 'withdrawn';
  }
}

type Mapping = z.output<typeof uploadMapping>;

/** One mapping for all sheets of a file. What an earlier sheet was read by stays: its rows may be read again. */
function joined(before: Mapping | undefined, { name, columns, constants }: Mapping): Mapping {
  const all = { ...constants, ...before?.constants };
  return {
    name,
    columns: { ...columns, ...before?.columns },
    ...(Object.keys(all).length > 0 && { constants: all }),
  };
}

const holds = (all: Mapping, { columns, constants = {} }: Mapping): boolean =>
  Object.entries(columns).every(([key, field]) => all.columns[key] === field) &&
  Object.entries(constants).every(([field, value]) => all.constants?.[field] === value);
