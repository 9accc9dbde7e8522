import { dayOf } from '../../domain/shanghai-day.ts';
import { fileSource, type Upload } from '../../domain/upload.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import type { NewestRow, RowVersion } from '../shared/newest.ts';
import { count } from '../shared/telemetry.ts';
import { endedRoster, LEFT } from './ended-roster.ts';
import type { HeldUpload } from './held-upload.ts';
import { judgeRow } from './judge-row.ts';
import type { ImportPorts } from './ports.ts';
import { type ReadRow, type RejectedRow, readChunk, rowIssue } from './read-chunk.ts';
import { keepRejected, listed } from './rejected-rows.ts';
import { rememberedRows } from './remembered-rows.ts';
import { madeEntry, rowEventId } from './row-events.ts';
import type { RowLines } from './row-lines.ts';
import type { DataRow } from './sheet-follower.ts';
import { storeEntries } from './store-entries.ts';

const MOST_ERRORS = 100;

/** What becomes of a row, and what is then written. */
type Fate =
  | { kind: 'accepted'; read: ReadRow; standing: NewestRow | undefined; next: NewestRow }
  | { kind: 'accepted' | 'unchanged' | 'duplicate'; next?: NewestRow }
  | { kind: 'rejected'; rejected: RejectedRow };

/**
 * Takes one chunk: rows to events, by the newest row of the same thing to what became of them, events into the ledger, rows into what is
 * remembered, and last the checkpoint. Cut anywhere and done again it ends the same: ids are a function of file and row, and what an
 * earlier try remembered names this very row. Cost in write units: a row that is accepted 2 and a sixtieth (ledger, newest, manifest), one
 * that is unchanged 1, any other none; for each chunk about 6 (the checkpoint, on its lists). One read unit a row.
 */
export async function takeChunk(
  ports: ImportPorts,
  held: HeldUpload,
  rows: readonly DataRow[],
  lines: RowLines,
): Promise<void> {
  const { upload } = held;
  const read = await readChunk(ports, upload, rows);
  const remembered = rememberedRows(ports, upload);
  const known = await remembered.get(read.flatMap((each) => ('issues' in each ? [] : [each.key])));
  const judged = read.map((each): Fate => {
    if ('issues' in each) return { kind: 'rejected', rejected: each };
    const fate = judge(upload, each, known, lines);
    if ('next' in fate && fate.next) known.set(each.key, fate.next);
    return fate;
  });
  const fates = upload.dryRun ? judged : await stored(ports, held, judged);
  held.stillHeld();
  await remembered.put(fates.flatMap((fate) => ('next' in fate && fate.next ? [fate.next] : [])));
  await settle(ports, held, fates);
}

function judge(upload: Upload, read: ReadRow, known: ReadonlyMap<string, NewestRow>, lines: RowLines): Fate {
  const { row, key, digest, leaves } = read;
  const place = { upload: upload.id, row: row.row };
  const standing = known.get(key);
  const rejected = (message: string): Fate => ({ kind: 'rejected', rejected: { row, issues: [rowIssue(message)] } });
  if (leaves && !standing) return rejected('以前的文件里没有这个人,不用写退出;请核对身份证号码');
  const judgement = judgeRow(standing, place, digest);
  switch (judgement.kind) {
    case 'duplicate':
      return { kind: 'duplicate' };
    case 'contradicts':
      return rejected(`和${lines.called(judgement.row, row.sheet)}说的是同一件事,内容却不一样;请只留对的那一行`);
    case 'accepted':
      return { kind: 'accepted' };
    case 'unchanged':
      return { kind: 'unchanged', ...(!judgement.again && standing && { next: { ...standing, seen: place } }) };
    case 'new': {
      const before = standing && versionOf(standing);
      const next = { key, digest, ...place, ...(leaves && { left: true }), ...(before && { before }) };
      return { kind: 'accepted', read, standing, next };
    }
  }
}

const versionOf = ({ digest, upload, row }: NewestRow): RowVersion => ({ digest, upload, row });

/** Puts what is new into the ledger. Our own id with other content: an earlier try read the row by other rules; it stays as it was. */
async function stored(ports: ImportPorts, held: HeldUpload, fates: readonly Fate[]): Promise<Fate[]> {
  const fresh = fates.filter((fate) => 'read' in fate);
  const entries = await entriesOf(ports, held.upload, fresh);
  const results = await storeEntries(ports, held, entries);
  const conflicting = new Set(fresh.filter((_, index) => results[index] === 'conflict').map(({ read }) => read.row));
  return fates.map((fate): Fate => {
    if (!('read' in fate) || !conflicting.has(fate.read.row)) return fate;
    const issues = [rowIssue('这一行先前已经按另一种读法收下,没有改动;请把整个文件再发一次')];
    return { kind: 'rejected', rejected: { row: fate.read.row, issues } };
  });
}

type Fresh = Extract<Fate, { read: ReadRow }>;

/** Who goes off the list keeps what was last said of them, with an end. */
async function entriesOf(ports: ImportPorts, upload: Upload, fresh: readonly Fresh[]): Promise<LedgerEntry[]> {
  const { hasher, ledger } = ports;
  const lastOf = ({ standing, read }: Fresh) =>
    standing && hasher.eventKey(fileSource(upload), rowEventId(standing, read.key));
  const leaving = fresh.filter(({ read }) => read.leaves);
  const last =
    leaving.length === 0
      ? new Map<string, LedgerEntry>()
      : await ledger.get(leaving.flatMap((each) => lastOf(each) ?? []));
  const left = hasher.contentDigest(LEFT);
  return fresh.map((each) => {
    const { read, standing } = each;
    if (read.leaves) {
      const { name, id, time } = read.entry;
      const said = last.get(lastOf(each) ?? '')?.data ?? read.entry.data;
      return madeEntry(ports, upload, { name, id, time, data: endedRoster(said, dayOf(upload.readAt ?? 0)) });
    }
    if (read.replaces || !standing || standing.digest === left) return read.entry;
    return { ...read.entry, supersedes: rowEventId(standing, read.key) };
  });
}

/** The checkpoint: from here on the chunk is done. */
async function settle(ports: ImportPorts, held: HeldUpload, fates: readonly Fate[]): Promise<void> {
  const { upload } = held;
  const rejected = fates.flatMap((fate) => (fate.kind === 'rejected' ? [fate.rejected] : []));
  await keepRejected(ports, upload, rejected);
  const of = (kind: Fate['kind']) => fates.filter((fate) => fate.kind === kind).length;
  const { rows, errors } = upload;
  await held.save({
    rows: {
      read: rows.read + fates.length,
      accepted: rows.accepted + of('accepted'),
      unchanged: rows.unchanged + of('unchanged'),
      duplicate: rows.duplicate + of('duplicate'),
      rejected: rows.rejected + rejected.length,
    },
    errors: [...errors, ...listed(rejected.slice(0, MOST_ERRORS))].slice(0, MOST_ERRORS),
    chunks: upload.chunks + 1,
    tries: 0,
  });
  if (upload.dryRun) return;
  count('FileRowsAccepted', of('accepted'));
  count('FileRowsUnchanged', of('unchanged'));
  count('FileRowsDuplicate', of('duplicate'));
  count('FileRowsRejected', rejected.length);
}
