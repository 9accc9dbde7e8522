import { canonicalJson } from '../../domain/canonical-json.ts';
import type { HubEvent } from '../../domain/events/event.ts';
import { businessKey } from '../../domain/sheets/business-key.ts';
import { issuesInSheet, type RowIssue, rowData } from '../../domain/sheets/row-data.ts';
import { fileSource, type Upload } from '../../domain/upload.ts';
import type { LedgerEntry } from '../shared/ledger.ts';
import { admit } from '../shared/receiving/admit.ts';
import type { EventResult } from '../shared/receiving/result.ts';
import { type Rights, rightsOf } from '../shared/receiving/rights.ts';
import { LEFT } from './ended-roster.ts';
import type { ImportPorts } from './ports.ts';
import { rowEvent } from './row-events.ts';
import type { DataRow } from './sheet-follower.ts';

export interface RejectedRow {
  readonly row: DataRow;
  readonly issues: readonly RowIssue[];
}

/** A row that is right in itself: what it says, and of what. */
export interface ReadRow {
  readonly row: DataRow;
  readonly entry: LedgerEntry;
  /** Hash of its business key. */
  readonly key: string;
  readonly digest: string;
  /** The domain itself lets the newer of two rows count. */
  readonly replaces: boolean;
  /** The person goes off the list. */
  readonly leaves: boolean;
}

type ReadPorts = Pick<ImportPorts, 'hasher' | 'ledger' | 'profile' | 'divisions'>;

/** What a file may say: the same as its department's own system, under a source that no key may post under. */
export const fileRights = ({ profile, divisions }: ReadPorts, upload: Pick<Upload, 'department' | 'area'>): Rights =>
  rightsOf({ department: upload.department, area: upload.area, sources: [fileSource(upload)] }, profile, divisions);

/**
 * Rows as events, admitted by the same rules as `POST /v1/events`. Days in the future are told by the day on which the reading began, so that
 * a row that is read again is judged the same.
 */
export async function readChunk(
  ports: ReadPorts,
  upload: Upload,
  rows: readonly DataRow[],
): Promise<(ReadRow | RejectedRow)[]> {
  const { type, readAt = 0 } = upload;
  const told = rows.map((row) => ({ row, read: rowData(type, row.mapping, row.headings, row.cells, ports.profile) }));
  const events = told.flatMap(({ row, read }) => (read.ok ? [rowEvent(upload, row.row, read.data)] : []));
  const admissions = (await admit(ports, fileRights(ports, upload), events, readAt)).values();
  return told.map(({ row, read }) => {
    if (!read.ok) return { row, issues: read.issues };
    const admission = admissions.next().value;
    if (!admission) throw new Error('a row has no admission');
    if ('result' in admission) return { row, issues: issuesOf(type, row, admission.result) };
    const { entry, event } = admission;
    return {
      row,
      entry,
      ...keyed(ports, event),
      leaves: read.change === 'left',
      ...(read.change === 'left' && leaving(ports)),
    };
  });
}

function keyed({ hasher }: ReadPorts, event: HubEvent): Pick<ReadRow, 'key' | 'digest' | 'replaces'> {
  if (event.name === 'retraction') throw new Error('a row never takes back');
  const { parts, replaces } = businessKey(event.name, event.data);
  return {
    key: hasher.scoped('row', ...parts),
    digest: hasher.contentDigest(canonicalJson(event.data)),
    replaces,
  };
}

const leaving = ({ hasher }: ReadPorts) => ({ digest: hasher.contentDigest(LEFT) });

function issuesOf(type: Upload['type'], row: DataRow, { detail, errors }: EventResult): readonly RowIssue[] {
  const found = errors && issuesInSheet(type, row.mapping, row.headings, row.cells, errors);
  return found && found.length > 0 ? found : [rowIssue(detail ?? '这一行填得不对,没有收下')];
}

/** Something wrong with a row as a whole. */
export const rowIssue = (message: string): RowIssue => ({ column: '', value: '', message });
