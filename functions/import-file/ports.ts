import type { DivisionTable } from '../../domain/division.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Mapping } from '../../domain/sheets/mapping.ts';
import type { Upload } from '../../domain/upload.ts';
import type { Clock } from '../shared/clock.ts';
import type { Ledger } from '../shared/ledger.ts';
import type { Newest } from '../shared/newest.ts';
import type { Objects } from '../shared/objects.ts';
import type { Requests } from '../shared/requests.ts';
import type { Hasher } from '../shared/sealing.ts';
import type { SheetFile, SheetRow } from '../shared/sheets/read-rows.ts';
import type { Queue } from '../shared/sqs-queue.ts';
import type { Tasks } from '../shared/tasks.ts';

export interface ImportPorts {
  uploads: Pick<Tasks<Upload>, 'get' | 'put' | 'openIn' | 'openAt' | 'of'>;
  /** Mappings that this department confirmed for this type before, and those that the hub brings. */
  mappings: (upload: Upload) => Promise<readonly Mapping[]>;
  ledger: Pick<Ledger, 'put' | 'get'>;
  newest: Newest;
  requests: Pick<Requests, 'claim'>;
  objects: Pick<Objects, 'read' | 'sizes' | 'write' | 'remove'>;
  queue: Queue<ImportMessage>;
  hasher: Pick<Hasher, 'eventKey' | 'contentDigest' | 'scoped'>;
  profile: Pick<Profile, 'departments' | 'roster'>;
  divisions?: Pick<DivisionTable, 'successors'>;
  clock: Clock;
  /** Where a file lies while it is read. */
  folder: string;
  readRows: (file: SheetFile) => AsyncIterable<readonly SheetRow[]>;
  /** Waits before a chunk is tried again, longer each time. */
  wait: (attempt: number) => Promise<void>;
  /** Rows that are taken with one checkpoint: `CHUNK_ROWS`, fewer in tests. */
  chunkRows: number;
  /** Rows that a sheet of a workbook holds: `MOST_ROWS`, fewer in tests. */
  sheetRows: number;
}

/** Never another while files are under way: a file's checkpoints are counted in it. */
export const CHUNK_ROWS = 500;

/** All that the queue says: which file has something to do. */
export interface ImportMessage {
  id: string;
}
