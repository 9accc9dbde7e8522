import { headingKey } from '../../../domain/sheets/heading-key.ts';
import { count, fields, list, perhaps, text, texts, word, yes } from './read-json.ts';

const statuses = [
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
] as const;
export type Status = (typeof statuses)[number];
export type Mode = 'full' | 'changes';

/** A part that is still to be sent: `from` inclusive, `to` exclusive. */
export interface Part {
  url: string;
  headers: Readonly<Record<string, string>>;
  from: number;
  to: number;
}

/** read = accepted + unchanged + duplicate + rejected, at every moment. */
export interface Rows {
  read: number;
  accepted: number;
  unchanged: number;
  duplicate: number;
  rejected: number;
}

export interface RowError {
  sheet: string;
  line: number;
  column: string;
  /** Masked. */
  value: string;
  message: string;
}

/** What a column may be. */
export interface ColumnChoice {
  field: string;
  heading: string;
  required: boolean;
  hint: string;
}

export interface AskedColumns {
  sheet: string;
  headings: readonly string[];
  /** The field of each heading, in their order; empty where it is left out. */
  guess: readonly string[];
  /** First rows, masked. */
  examples: readonly (readonly string[])[];
  /** What a column may be, in the order of the template. */
  choices: readonly ColumnChoice[];
}

/** A file as the hub tells of it. */
export interface UploadView {
  id: string;
  type: string;
  typeName: string;
  mode: Mode | undefined;
  filename: string;
  bytes: number;
  dryRun: boolean;
  status: Status;
  statusText: string;
  why: string | undefined;
  rows: Rows;
  errors: readonly RowError[];
  createdAt: string;
  correctedFile: string | undefined;
  parts: readonly Part[];
  columns: AskedColumns | undefined;
  leaving: number | undefined;
  left: number;
}

export function uploadView(value: unknown): UploadView {
  const view = fields(value);
  return {
    id: text(view['uploadId']),
    type: text(view['type']),
    typeName: text(view['typeName']),
    mode: perhaps(view['mode'], (mode) => word(mode, ['full', 'changes'])),
    filename: text(view['filename']),
    bytes: count(view['bytes']),
    dryRun: yes(view['dryRun']),
    status: word(view['status'], statuses),
    statusText: text(view['statusText']),
    why: perhaps(view['why'], text),
    rows: rowsOf(view['rows']),
    errors: list(view['errors'] ?? [], errorOf),
    createdAt: text(view['createdAt']),
    correctedFile: perhaps(view['correctedFile'], text),
    parts: partsIn(value),
    columns: perhaps(view['columns'], columnsOf),
    leaving: perhaps(view['leaving'], count),
    left: count(view['left']),
  };
}

/** The parts that an answer names as still missing, also one that says no. */
export const partsIn = (value: unknown): readonly Part[] => list(fields(value)['parts'] ?? [], partOf);

function partOf(value: unknown): Part {
  const { url, headers, from, to } = fields(value);
  return { url: text(url), headers: texts(headers ?? {}), from: count(from), to: count(to) };
}

function rowsOf(value: unknown): Rows {
  const { read, accepted, unchanged, duplicate, rejected } = fields(value);
  return {
    read: count(read),
    accepted: count(accepted),
    unchanged: count(unchanged),
    duplicate: count(duplicate),
    rejected: count(rejected),
  };
}

function errorOf(value: unknown): RowError {
  const error = fields(value);
  return {
    sheet: text(error['sheet']),
    line: count(error['line']),
    column: text(error['column']),
    value: text(error['value']),
    message: text(error['message']),
  };
}

function columnsOf(value: unknown): AskedColumns {
  const asked = fields(value);
  const headings = list(asked['headings'], text);
  const guess = texts(fields(asked['guess'])['columns']);
  return {
    sheet: text(asked['sheet']),
    headings,
    guess: headings.map((heading) => guess[headingKey(heading)] ?? ''),
    examples: list(asked['examples'], (row) => list(row, text)),
    choices: list(asked['choices'], choiceOf),
  };
}

function choiceOf(value: unknown): ColumnChoice {
  const { field, heading, required, hint } = fields(value);
  return { field: text(field), heading: text(heading), required: yes(required), hint: text(hint) };
}
