import { canonicalJson } from '../../domain/canonical-json.ts';
import { parseEvent } from '../../domain/events/event.ts';
import { typeOf } from '../../domain/events/schemas.ts';
import { businessKey } from '../../domain/sheets/business-key.ts';
import { fileSource, type Upload } from '../../domain/upload.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { NewestRow } from '../shared/newest.ts';
import { LEFT } from './ended-roster.ts';
import type { HeldUpload } from './held-upload.ts';
import type { ImportPorts } from './ports.ts';
import { fileTime, madeEntry, rowEventId, scopeOf } from './row-events.ts';
import { storeEntries } from './store-entries.ts';

/** A row that this file stored, and what is remembered of the thing it speaks of. */
interface StoredRow {
  row: number;
  entry: LedgerEntry;
  key: string | undefined;
  digest: string | undefined;
}

/**
 * Takes back the events of one chunk and puts back what was remembered before them; tells how many events there were. What a row superseded
 * stays taken back whatever becomes of the row, so that it is said once more.
 */
export async function takeBackChunk(ports: ImportPorts, held: HeldUpload, chunk: number): Promise<number> {
  const { upload } = held;
  const scope = scopeOf(ports, upload);
  const rows = await storedRows(ports, upload, chunk);
  const keys = rows.flatMap(({ key }) => key ?? []);
  const known = await ports.newest.get(scope, keys);
  const superseded = await supersededBy(ports, upload, rows);
  const copies = rows.flatMap((each) => copyOf(upload, each, known.get(each.key ?? '')) ?? []);
  const entries = [
    ...rows.map(({ entry }) => retraction(ports, upload, entry.id)),
    ...copies.map((copy) => retraction(ports, upload, rowEventId(copy, copy.key))),
    ...rows.flatMap((each) => restored(ports, upload, each, superseded) ?? []),
  ];
  await storeEntries(ports, held, entries);
  held.stillHeld();
  const changes = rows.flatMap((each) => putBack(ports, upload, each, known.get(each.key ?? '')) ?? []);
  await ports.newest.put(
    scope,
    changes.flatMap((change) => ('put' in change ? [change.put] : [])),
  );
  await ports.newest.remove(scope, [
    ...changes.flatMap((change) => ('remove' in change ? [change.remove] : [])),
    ...copies.map(({ key }) => key),
  ]);
  return rows.length;
}

async function storedRows(
  { hasher, ledger, chunkRows }: ImportPorts,
  upload: Upload,
  chunk: number,
): Promise<StoredRow[]> {
  const source = fileSource(upload);
  const numbers = Array.from({ length: chunkRows }, (_, index) => chunk * chunkRows + index + 1);
  const keyOf = (row: number) => hasher.eventKey(source, rowEventId({ upload: upload.id, row }, ''));
  const found = await ledger.get(numbers.map(keyOf));
  return numbers.flatMap((row) => {
    const entry = found.get(keyOf(row));
    return entry ? [{ row, entry, ...keyed(hasher, entry) }] : [];
  });
}

/** Nothing where today's rules do not read what was stored: no row of a file can be equal to it either. */
function keyed(
  hasher: ImportPorts['hasher'],
  { name, id, source, time, data, storedAt }: LedgerEntry,
): Pick<StoredRow, 'key' | 'digest'> {
  const parsed = parseEvent({ specversion: '1.0', type: typeOf(name), id, source, time, data }, storedAt);
  if (!parsed.ok || parsed.event.name === 'retraction') return { key: undefined, digest: undefined };
  const { parts } = businessKey(parsed.event.name, parsed.event.data);
  return {
    key: hasher.scoped('row', ...parts),
    digest: hasher.contentDigest(canonicalJson(parsed.event.data)),
  };
}

/** Says that an event of a file no longer counts. The same words each time, so that done twice it is one. */
export const retraction = (ports: Pick<ImportPorts, 'hasher' | 'clock'>, upload: Upload, id: string): LedgerEntry =>
  madeEntry(ports, upload, {
    name: 'retraction',
    id: `${id}-withdrawn`,
    time: fileTime(upload),
    data: { retracts: { source: fileSource(upload), id }, reason: '整个文件撤回' },
  });

async function supersededBy({ hasher, ledger }: ImportPorts, upload: Upload, rows: readonly StoredRow[]) {
  const keys = rows.flatMap(({ entry: { supersedes } }) =>
    supersedes === undefined ? [] : [hasher.eventKey(fileSource(upload), supersedes)],
  );
  return keys.length === 0 ? new Map<string, LedgerEntry>() : ledger.get(keys);
}

function restored(
  ports: ImportPorts,
  upload: Upload,
  { row, entry: { supersedes } }: StoredRow,
  superseded: ReadonlyMap<string, LedgerEntry>,
): LedgerEntry | undefined {
  if (supersedes === undefined) return undefined;
  const said = superseded.get(ports.hasher.eventKey(fileSource(upload), supersedes));
  if (!said) return undefined;
  const { name, time, data } = said;
  return madeEntry(ports, upload, { name, id: rowEventId({ upload: upload.id, row: -row }, ''), time, data });
}

/** What this row said was said once more for it, when a file that had corrected it was withdrawn. */
function copyOf({ id }: Upload, { digest }: StoredRow, known: NewestRow | undefined): NewestRow | undefined {
  return known && known.row < 0 && known.upload !== id && known.digest === digest ? known : undefined;
}

type Change = { put: NewestRow } | { remove: string };

function putBack(
  { hasher }: ImportPorts,
  { id }: Upload,
  { row, entry }: StoredRow,
  known: NewestRow | undefined,
): Change | undefined {
  if (!known) return undefined;
  const { key, before } = known;
  if (before?.upload === id && before.row === row) {
    const { before: _, ...rest } = known;
    return { put: rest };
  }
  if (known.upload !== id || known.row !== row) return undefined;
  if (!before) return { remove: key };
  if (entry.supersedes !== undefined) return { put: { key, digest: before.digest, upload: id, row: -row } };
  return { put: backTo(hasher, key, before) };
}

/** What stood before, as it stood. */
export const backTo = (
  hasher: Pick<ImportPorts['hasher'], 'contentDigest'>,
  key: string,
  before: NonNullable<NewestRow['before']>,
): NewestRow => ({ key, ...before, ...(before.digest === hasher.contentDigest(LEFT) && { left: true }) });
