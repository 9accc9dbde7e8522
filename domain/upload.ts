import * as z from 'zod';
import { normalizeDivision, townshipOf } from './division.ts';
import { eventNames } from './events/schemas.ts';
import { type Day, dayOf, monthOf } from './shanghai-day.ts';

/** What a file may hold rows of: every event type but the taking back of one, which is done to a whole file. */
export const uploadTypes = eventNames.exclude(['retraction']);

/** `full`: the whole list, and whoever is no longer on it has left. `changes`: who came, changed or left. */
export const uploadModes = z.enum(['full', 'changes']);
export const uploadFormats = z.enum(['csv', 'xlsx', 'zip']);

/** Where a file stands. `waiting` for a worker; `lapsed`: announced and never sent. */
export const uploadStatus = z.enum([
  'receiving',
  'waiting',
  'reading',
  'asking-columns',
  'asking-leaving',
  'done',
  'failed',
  'withdrawing',
  'withdrawn',
  'lapsed',
]);
export type UploadStatus = z.output<typeof uploadStatus>;

const count = z.int().min(0);

/** At every moment read = accepted + unchanged + duplicate + rejected. */
export const uploadRows = z.object({
  read: count,
  accepted: count,
  unchanged: count,
  duplicate: count,
  rejected: count,
});

/** One thing wrong in one row, in the words of the sheet. `value` is masked; `message` is Chinese. */
export const uploadError = z.object({
  sheet: z.string(),
  line: z.int(),
  column: z.string(),
  value: z.string(),
  message: z.string(),
});

/** Which column of a sheet is which field; a heading with an empty field is left out on purpose. */
export const uploadMapping = z.object({
  name: z.string(),
  columns: z.record(z.string(), z.string()),
  constants: z.record(z.string(), z.string()).exactOptional(),
});

/** What somebody has to look at who says which column is which. */
const askedColumns = z.object({
  sheet: z.string(),
  headings: z.array(z.string()),
  guess: uploadMapping,
  /** Required columns that no heading was found for. */
  missing: z.array(z.object({ field: z.string(), heading: z.string() })),
  /** Headings that nothing was found for. */
  unknown: z.array(z.string()),
  /** The first rows below the headings, every cell masked. */
  examples: z.array(z.array(z.string())),
});

/** One file of a department: a job that is cut, goes on, and is done twice without effect. Kept as a task; instants are epoch ms. */
export const uploadSchema = z.object({
  id: z.string(),
  version: z.int(),
  /** Somebody still has something to do with it: the sender, or a worker. */
  open: z.boolean(),
  /** When it was announced: the oldest comes first. */
  dueAt: z.number(),
  /** Of whom the file may speak: 9 digits, zero-padded, or a village's 12. */
  area: z.string(),
  /** All open files are found by it. */
  desk: z.literal('uploads'),
  /** All files of a department, area and month are found by it. */
  subject: z.string(),
  /** By the profile's key. */
  department: z.string(),
  /** A staff subject, or `key:<keyid>` for a department's own system. */
  by: z.string(),
  type: uploadTypes,
  /** Of a roster only. */
  mode: uploadModes.optional(),
  /** People write names into it: it stands here, sealed, and nowhere else. */
  filename: z.string(),
  format: uploadFormats,
  bytes: z.int(),
  partBytes: z.int(),
  /** Of the whole file, hexadecimal, where the sender said it. */
  sha256: z.string().optional(),
  /** Every row is read and nothing stored. */
  dryRun: z.boolean(),
  status: uploadStatus,
  /** Why it stands as it does, in Chinese. */
  why: z.string().optional(),
  rows: uploadRows,
  /** The first hundred. */
  errors: z.array(uploadError),
  /** People who left a full list and were ended. */
  left: count,
  /** Until then a worker is at it; one that was killed is not waited for any longer. */
  busyUntil: z.number(),
  /** How often the work at this place was begun. */
  tries: count,
  createdAt: z.number(),
  completedAt: z.number().optional(),
  /** When the reading began, set once: the time of the file's events. */
  readAt: z.number().optional(),
  finishedAt: z.number().optional(),
  /** A corrected file lies ready. */
  corrected: z.boolean(),
  columns: askedColumns.optional(),
  /** The mapping that is read by, once it is certain. */
  mapping: uploadMapping.optional(),
  /** How many would leave, where that is asked. */
  leaving: count.optional(),
  leavingConfirmed: z.boolean().optional(),
  /** Chunks that are done: read, and not taken back yet. */
  chunks: count,
  /** Events taken back so far. */
  withdrawn: count,
});
export type Upload = z.output<typeof uploadSchema>;

/** What is said of a file when it is announced. */
export type Announced = Pick<Upload, 'department' | 'by' | 'type' | 'filename' | 'format' | 'bytes' | 'dryRun'> &
  Pick<Upload, 'mode' | 'sha256'> & { /** 2 to 12 digits. */ division: string };

/** So many bytes lie in one part, the last one excepted. */
export const PART_BYTES = 8 * 1024 * 1024;

/** A file that was announced and of which nothing is there yet. */
export function newUpload(id: string, { division, ...announced }: Announced, now: number): Upload {
  const area = areaOf(division);
  return {
    ...announced,
    id,
    version: 1,
    open: true,
    dueAt: now,
    area,
    desk: 'uploads',
    subject: uploadSubject({ department: announced.department, area }, dayOf(now)),
    partBytes: PART_BYTES,
    status: 'receiving',
    rows: { read: 0, accepted: 0, unchanged: 0, duplicate: 0, rejected: 0 },
    errors: [],
    left: 0,
    busyUntil: 0,
    tries: 0,
    createdAt: now,
    corrected: false,
    chunks: 0,
    withdrawn: 0,
  };
}

/** One area has one form, however key or token write it: what a file was stored under depends on it. */
export function areaOf(division: string): string {
  const parsed = normalizeDivision(division);
  return parsed.ok ? parsed.value : townshipOf(division);
}

type Whose = Pick<Upload, 'department' | 'area'>;

/** `day`: any of the month. */
export const uploadSubject = ({ department, area }: Whose, day: Day) => `${department}#${area}#${monthOf(day)}`;

/** The `source` of a file's events, one for all files of a department and area; no department's key may post under it. */
export const fileSource = ({ department, area }: Whose) => `//file/${department}/${area}`;
