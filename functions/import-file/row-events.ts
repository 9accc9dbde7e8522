import { canonicalJson } from '../../domain/canonical-json.ts';
import { typeOf } from '../../domain/events/schemas.ts';
import { fileSource, type Upload } from '../../domain/upload.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { RowPlace } from '../shared/newest.ts';
import type { ImportPorts } from './ports.ts';

type FileOf = Pick<Upload, 'id' | 'type' | 'department' | 'area' | 'readAt'>;

/**
 * The id of the event by which a row stands, a function of file and row. A list that leaves somebody out has no row for it: 0, and
 * the hash of the person. A negative row is what stood before that row, said again when the file was withdrawn.
 */
export function rowEventId({ upload, row }: RowPlace, key: string): string {
  if (row === 0) return `${upload}-left-${key}`;
  return row > 0 ? `${upload}-${row}` : `${upload}-${-row}-restored`;
}

/** All events of a file have one time, that of its reading, so that a row read twice is one event. To the millisecond: two short files may follow in a second. */
export function fileTime({ readAt }: Pick<Upload, 'readAt'>): string {
  if (readAt === undefined) throw new Error('the file was not begun');
  return new Date(readAt).toISOString();
}

/** A row as a department's system would have posted it. */
export const rowEvent = (upload: FileOf, row: number, data: unknown) => ({
  specversion: '1.0',
  id: rowEventId({ upload: upload.id, row }, ''),
  source: fileSource(upload),
  type: typeOf(upload.type),
  time: fileTime(upload),
  data,
});

/** Where rows of a department, area and type are remembered. */
export const scopeOf = (
  { hasher }: Pick<ImportPorts, 'hasher'>,
  upload: Pick<Upload, 'department' | 'area' | 'type'>,
) => hasher.scoped('source', fileSource(upload), upload.type);

/** An event that the hub makes of what stands in the ledger already; what was admitted once is not asked again. */
export function madeEntry(
  { hasher, clock }: Pick<ImportPorts, 'hasher' | 'clock'>,
  upload: Pick<Upload, 'department' | 'area'>,
  made: Pick<LedgerEntry, 'name' | 'id' | 'time' | 'data'>,
): LedgerEntry {
  const source = fileSource(upload);
  const { name, id, time, data } = made;
  return {
    ...made,
    key: hasher.eventKey(source, id),
    digest: hasher.contentDigest(canonicalJson({ type: typeOf(name), time, data })),
    source,
    department: upload.department,
    area: upload.area,
    storedAt: clock.now(),
  };
}
